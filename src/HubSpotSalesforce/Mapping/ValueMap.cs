using System.Collections.Frozen;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>Which value of a picklist is which option, both ways, as far as the org and the portal have them.</summary>
/// <remarks>
/// Pure. Orgs rename the values of picklists and portals add options, so a counterpart counts only where it is there; where neither the table
/// nor the settings name one, values match by name or by what is shown of them. Several may share one counterpart: the way back leads to the first.
/// </remarks>
internal sealed class ValueMap
{
    private readonly IReadOnlyDictionary<string, string> _pairs;
    private readonly string[] _values;
    private readonly string[] _options;
    private readonly FrozenDictionary<string, string> _labels;
    private readonly bool _isFlag;

    public ValueMap(FieldMapping mapping, SalesforceField? field, HubSpotProperty? property)
    {
        _pairs = mapping.Values;
        _values = field?.Values ?? [];
        _options = property?.Options ?? [];
        _labels = (property?.Labels ?? new Dictionary<string, string>()).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _isFlag = field?.Type == "boolean" || field is null && mapping.Values.ContainsKey("true");
    }

    /// <summary>The value as the org writes it.</summary>
    public string? Own(string? value)
    {
        string? line = CanonicalText.Line(value) ?? (_isFlag ? "false" : null);
        return line is null ? null : Listed(_values, line) ?? (_isFlag ? line.ToLowerInvariant() : line);
    }

    /// <summary>HubSpot's value for one of Salesforce; null when there is none, empty when it is to be empty.</summary>
    public string? ToHubSpot(string value)
    {
        string? mapped = _pairs.FirstOrDefault(pair => Same(pair.Key, value)).Value;
        if (mapped is not null && (mapped.Length == 0 || _options.Length == 0 || Option(mapped) is not null))
        {
            return mapped.Length == 0 ? mapped : Option(mapped) ?? mapped;
        }

        return Listed(_options, value) ?? _options.FirstOrDefault(option => _labels.TryGetValue(option, out string? label) && Same(label, value));
    }

    /// <summary>Salesforce's value for one of HubSpot; null when there is none.</summary>
    public string? ToSalesforce(string option)
    {
        foreach ((string value, string mapped) in _pairs)
        {
            if (IsOption(mapped, option) && (_values.Length == 0 || Listed(_values, value) is not null))
            {
                return Listed(_values, value) ?? value;
            }
        }

        if (_isFlag)
        {
            return "false";
        }

        string? label = _labels.GetValueOrDefault(option);
        return _values.Length == 0 ? label : Listed(_values, label) ?? Listed(_values, option);
    }

    private static bool IsOption(string mapped, string option) => Same(Spelling(mapped), Spelling(option));

    private string? Option(string mapped) => _options.FirstOrDefault(option => IsOption(mapped, option));

    // HubSpot's documentation has one l, its command line tool two ("Meetings" guide, read 2026-11-21); portals have either.
    private static string Spelling(string option) => Same(option, "CANCELLED") ? "CANCELED" : option;

    private static string? Listed(string[] known, string? wanted) => wanted is null ? null : known.FirstOrDefault(value => Same(value, wanted));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
