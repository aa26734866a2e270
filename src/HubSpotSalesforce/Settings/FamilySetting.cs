using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;

namespace HubSpotSalesforce.Settings;

/// <summary>How one family of Salesforce records goes to HubSpot (R44).</summary>
public sealed record FamilySetting
{
    /// <summary>The key of the family, such as <c>tasks</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Whether the family is on (R45); false by default.</summary>
    public bool Sync { get; init; }

    /// <summary>When its switch was turned on (R48), in UTC; null when the store must remember it.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>What a deletion in Salesforce does in HubSpot (R51): <c>nothing</c> (the default) or <c>delete</c>.</summary>
    public string OnDelete { get; init; } = "nothing";

    /// <summary>Whose value stays where both sides changed a field (R52): <c>salesforce</c> (the default), <c>hubspot</c>, <c>newest</c> or <c>manual</c>.</summary>
    public string Conflict { get; init; } = "salesforce";

    /// <summary>The mappings of the file, in its order; they take the place of the defaults for their field or property (R54, R55).</summary>
    public MappingSetting[] Mappings { get; init; } = [];

    /// <summary>Returns the mappings that count, defaults included.</summary>
    public IReadOnlyList<FieldMapping> ToMappings()
    {
        ActivityFamily family = ActivityFamily.Named(Family);
        return FamilyMappings.Effective(family, [.. Mappings.Select(mapping => mapping.ToMapping(family))]);
    }

    /// <summary>Returns the rule for conflicts.</summary>
    public ConflictRule ToConflictRule() => Conflict switch
    {
        "hubspot" => ConflictRule.HubSpot,
        "newest" => ConflictRule.Newest,
        "manual" => ConflictRule.Manual,
        _ => ConflictRule.Salesforce,
    };
}
