namespace HubSpotSalesforce.Mapping;

/// <summary>Converts one value of a picklist, or several.</summary>
/// <param name="map">Which value is which.</param>
/// <param name="mapping">Whether there are several, and what stands for values without a counterpart.</param>
internal class ChoiceConverter(ValueMap map, FieldMapping mapping) : FieldConverter
{
    private const string Unmapped = "hubspot:";    // no value of Salesforce begins so, and two options without a counterpart still differ

    private readonly bool _isSeveral = mapping.Conversion == FieldConversion.Choices;

    public override string? OfSalesforce(SalesforceValue value)
        => _isSeveral ? Joined(Parts(value.Text).Select(part => map.Own(part)!)) : map.Own(value.Text);

    public override string? OfHubSpot(string? raw, string? form)
    {
        string[] options = _isSeveral ? Parts(raw) : CanonicalText.Line(raw) is { } line ? [line] : [];
        return options.Length == 0 ? map.Own(null) : Joined(options.Select(option => Counterpart(option) ?? Unmapped + option));
    }

    public override MappedValue ToHubSpot(SalesforceValue value, string? current)
    {
        string[] values = _isSeveral ? Parts(value.Text) : map.Own(value.Text) is { } own ? [own] : [];
        if (values.Length == 0)
        {
            return new MappedValue(mapping.Otherwise);
        }

        string?[] options = [.. values.Select(map.ToHubSpot)];
        string[] found = [.. options.Select(option => option ?? Otherwise(value)).OfType<string>().Where(option => option.Length > 0)];
        bool isMissing = options.Any(option => option is null) && mapping.Otherwise is null;
        string? note = isMissing ? "has a value for which HubSpot has no option" : null;
        return isMissing && found.Length == 0
            ? MappedValue.None(note)
            : new MappedValue(found.Length == 0 ? null : string.Join(';', found), Note: note);
    }

    public override MappedValue ToSalesforce(string? raw, SalesforceValue current)
    {
        string[] options = _isSeveral ? Parts(raw) : CanonicalText.Line(raw) is { } line ? [line] : [];
        if (options.Length == 0)
        {
            return mapping.IsKept ? MappedValue.None() : new MappedValue(map.Own(null));
        }

        string[] found = [.. options.Select(Counterpart).OfType<string>()];
        string? note = options.All(IsListed) ? null : "has a value that the org's picklist lacks";
        return found.Length == 0 ? MappedValue.None(note) : new MappedValue(string.Join(';', found), Note: note);
    }

    /// <summary>Salesforce's value for an option; null when there is none.</summary>
    private protected virtual string? Counterpart(string option) => map.ToSalesforce(option);

    /// <summary>Whether an option has a value of its own in Salesforce.</summary>
    private protected virtual bool IsListed(string option) => map.ToSalesforce(option) is not null;

    /// <summary>The option for a value without a counterpart; null when there is none.</summary>
    private protected virtual string? Otherwise(SalesforceValue value) => mapping.Otherwise;

    // A part of which nothing can be seen is none, as a single value is none.
    private static string[] Parts(string? text) => text is null ? [] : [.. text.Split(';').Select(CanonicalText.Line).OfType<string>()];

    private string? Joined(IEnumerable<string> values)
    {
        string joined = _isSeveral ? string.Join(';', values.Distinct().Order(StringComparer.Ordinal)) : values.First();
        return joined.Length == 0 ? null : joined;
    }
}
