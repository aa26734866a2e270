using System.Collections.Frozen;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Settings;

/// <summary>One mapping of the settings.</summary>
public sealed record MappingSetting
{
    /// <summary>The Salesforce field's API name.</summary>
    public required string Field { get; init; }

    /// <summary>The HubSpot property's name; null beside a direction that is <c>off</c>, for all defaults of the field.</summary>
    public string? Property { get; init; }

    /// <summary><c>both</c>, <c>toHubSpot</c>, <c>toSalesforce</c> or <c>off</c>; null for that of the default, else both.</summary>
    public string? Direction { get; init; }

    /// <summary>HubSpot's values by those of Salesforce, in any case; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The dotted key under which it stands, such as <c>salesforceToHubSpot.tasks.mappings.0</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Returns it as a plan uses it.</summary>
    public FieldMapping ToMapping(ActivityFamily family)
    {
        FieldMapping own = new() { Field = Field, Property = Property ?? "", Values = Values };
        return own with
        {
            Direction = Direction switch
            {
                "both" => MappingDirection.Both,
                "toHubSpot" => MappingDirection.ToHubSpot,
                "toSalesforce" => MappingDirection.ToSalesforce,
                "off" => MappingDirection.Off,
                _ => FamilyMappings.Defaults(family).FirstOrDefault(own.IsSameAs)?.Direction ?? MappingDirection.Both,
            },
        };
    }
}
