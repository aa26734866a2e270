namespace HubSpotSalesforce.Mapping;

/// <summary>Converts text: a line, several lines, or several lines that are HTML in HubSpot.</summary>
/// <param name="conversion">Which of the three.</param>
/// <param name="length">The most characters Salesforce takes; 0 when that is not known.</param>
internal sealed class TextConverter(FieldConversion conversion, int length) : FieldConverter
{
    private readonly int _length = length > 0 ? length : int.MaxValue;

    public override string? OfSalesforce(SalesforceValue value) => Cut(conversion switch
    {
        _ when IsHtml(value) => CanonicalText.Words(PlainText.FromHtml(value.Text)),
        FieldConversion.Html => CanonicalText.Words(CanonicalText.Lines(value.Text)),
        FieldConversion.Text => CanonicalText.Lines(value.Text),
        _ => CanonicalText.Line(value.Text),
    });

    // In Salesforce's terms: what it cannot hold is no difference.
    public override string? OfHubSpot(string? raw, string? form) => Cut(conversion switch
    {
        FieldConversion.Html => CanonicalText.Words(PlainText.FromHtml(raw)),
        FieldConversion.Text => CanonicalText.Lines(raw),
        _ => CanonicalText.Line(raw),
    });

    public override MappedValue ToHubSpot(SalesforceValue value, string? current) => new(conversion switch
    {
        _ when string.IsNullOrEmpty(value.Text) => null,
        FieldConversion.Html when IsHtml(value) => value.Text,
        FieldConversion.Html => HtmlText.Of(Description.Canonical(value.Text)!),
        FieldConversion.Text => IsHtml(value) ? PlainText.FromHtml(value.Text) : Description.Canonical(value.Text),
        _ => CanonicalText.Line(value.Text),
    });

    public override MappedValue ToSalesforce(string? raw, SalesforceValue current)
    {
        string? text = conversion switch
        {
            FieldConversion.Html => PlainText.FromHtml(raw),
            FieldConversion.Text => PlainText.Tidy(raw),
            _ => CanonicalText.Line(raw),
        };
        string? cut = Cut(text);
        return new MappedValue(string.IsNullOrEmpty(cut) ? null : cut, Note: cut?.Length < text?.Length ? $"was cut to {_length} characters" : null);
    }

    public override string? Comparable(string? canonical) => conversion == FieldConversion.Html ? Cut(CanonicalText.Words(canonical)) : canonical;

    private static bool IsHtml(SalesforceValue value) => value.Source.EndsWith("HtmlBody", StringComparison.Ordinal);

    private string? Cut(string? text) => text is null ? null : TextCut.Fit(text, _length);
}
