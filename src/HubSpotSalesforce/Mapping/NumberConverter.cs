using System.Globalization;

namespace HubSpotSalesforce.Mapping;

/// <summary>Converts numbers, lengths of time, and flags.</summary>
/// <param name="conversion">Which of the three.</param>
/// <param name="isWhole">Whether Salesforce takes whole numbers only.</param>
internal sealed class NumberConverter(FieldConversion conversion, bool isWhole) : FieldConverter
{
    private const decimal Thousand = 1_000;

    public override string? OfSalesforce(SalesforceValue value)
        => conversion == FieldConversion.Flag ? Flag(value.Text) : Parsed(value.Text) is { } number ? CanonicalText.Of(Whole(number)) : CanonicalText.Line(value.Text);

    public override string? OfHubSpot(string? raw, string? form)
        => conversion == FieldConversion.Flag ? Flag(raw) : Parsed(raw) is { } number ? CanonicalText.Of(InSalesforce(number)) : CanonicalText.Line(raw);

    public override MappedValue ToHubSpot(SalesforceValue value, string? current) => (conversion, Parsed(value.Text)) switch
    {
        (FieldConversion.Flag, _) => new MappedValue(Flag(value.Text)),
        (_, null) => Unread(value.Text),
        (FieldConversion.Seconds, { } seconds) => Math.Abs(seconds) < 1e15m ? new MappedValue(CanonicalText.Of(Whole(seconds) * Thousand)) : Unread(value.Text),
        (_, { } number) => new MappedValue(CanonicalText.Of(Whole(number))),
    };

    public override MappedValue ToSalesforce(string? raw, SalesforceValue current) => (conversion, Parsed(raw)) switch
    {
        (FieldConversion.Flag, _) => new MappedValue(Flag(raw)),
        (_, null) => Unread(raw),
        (_, { } number) => new MappedValue(CanonicalText.Of(InSalesforce(number))),
    };

    private decimal InSalesforce(decimal number) => Whole(conversion == FieldConversion.Seconds ? number / Thousand : number);

    private decimal Whole(decimal number) => isWhole ? Math.Round(number, MidpointRounding.AwayFromZero) : number;

    private static MappedValue Unread(string? text)
        => string.IsNullOrWhiteSpace(text) ? new MappedValue(null) : MappedValue.None("is no number and was left as it is");

    private static decimal? Parsed(string? text)
        => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    private static string Flag(string? text) => bool.TryParse(text, out bool flag) && flag ? "true" : "false";
}
