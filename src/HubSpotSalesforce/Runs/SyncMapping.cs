using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Runs;

/// <summary>One mapping that is in effect (R50, R53), as it leaves the pipeline.</summary>
public sealed record SyncMapping
{
    /// <summary>The family's settings key.</summary>
    public required string Family { get; init; }

    /// <summary>The Salesforce field's API name.</summary>
    public required string Field { get; init; }

    /// <summary>The HubSpot property's name.</summary>
    public required string Property { get; init; }

    /// <summary><c>both</c>, <c>toHubSpot</c>, <c>toSalesforce</c> or <c>off</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>HubSpot's values by those of Salesforce; empty where names tell.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it comes from: <c>default</c>, or <c>settings</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>How values are converted, such as <c>Html</c>; null while that is left to the types of both sides.</summary>
    public string? Conversion { get; init; }

    /// <summary>The field's type in this org; null when nobody was asked or the org has no such field.</summary>
    public string? FieldType { get; init; }

    /// <summary>The property's type in this portal; null when nobody was asked or the portal has no such property.</summary>
    public string? PropertyType { get; init; }

    /// <summary>What is wrong with it and what to do (R54, R55); null when nothing is, or nobody was asked.</summary>
    public string? Problem { get; init; }

    internal static SyncMapping Of(ActivityFamily family, FieldMapping mapping) => new()
    {
        Family = family.Key,
        Field = mapping.Field,
        Property = mapping.Property,
        Direction = Told(mapping.Direction),
        Values = mapping.Values,
        Origin = mapping.IsDefault ? "default" : "settings",
        Conversion = mapping.Conversion?.ToString(),
    };

    private static string Told(MappingDirection direction) => direction switch
    {
        MappingDirection.Both => "both",
        MappingDirection.ToHubSpot => "toHubSpot",
        MappingDirection.ToSalesforce => "toSalesforce",
        _ => "off",
    };
}
