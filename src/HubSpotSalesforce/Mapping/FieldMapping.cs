using System.Collections.Frozen;

namespace HubSpotSalesforce.Mapping;

/// <summary>Which Salesforce field is which HubSpot property, and how its value travels.</summary>
public sealed record FieldMapping
{
    /// <summary>The field's API name; values of an email's record stand behind <c>EmailMessage.</c></summary>
    public required string Field { get; init; }

    /// <summary>The property's internal name.</summary>
    public required string Property { get; init; }

    /// <summary>Which way the value travels.</summary>
    public MappingDirection Direction { get; init; } = MappingDirection.Both;

    /// <summary>How it is converted; null while that is left to the types of both sides.</summary>
    public FieldConversion? Conversion { get; init; }

    /// <summary>Where the value is looked for in Salesforce, best first; empty for the field alone. What is found elsewhere flows to HubSpot only.</summary>
    public string[] Sources { get; init; } = [];

    /// <summary>HubSpot's value by that of Salesforce, in any case; an empty one leaves the property empty. What is not listed is matched by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>HubSpot's value for one of Salesforce that has no counterpart; null leaves the property as it is, with a note.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What is merged as one with other fields of the same name, because they make sense together only; null for a field by itself.</summary>
    public string? Group { get; init; }

    /// <summary>Whether HubSpot takes no record without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether Salesforce takes no record without it: an empty property leaves the field as it is.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether it is one of ours and not one of the settings.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether values travel from Salesforce to HubSpot.</summary>
    public bool GoesToHubSpot => Direction is MappingDirection.Both or MappingDirection.ToHubSpot;

    /// <summary>Whether values travel from HubSpot to Salesforce.</summary>
    public bool GoesToSalesforce => Direction is MappingDirection.Both or MappingDirection.ToSalesforce;

    /// <summary>Whether it joins the same field with the same property as another mapping.</summary>
    public bool IsSameAs(FieldMapping other)
        => Field.Equals(other.Field, StringComparison.OrdinalIgnoreCase) && Property.Equals(other.Property, StringComparison.OrdinalIgnoreCase);
}
