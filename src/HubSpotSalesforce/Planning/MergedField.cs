using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Planning;

/// <summary>One field of a pair with what both sides say, and what becomes of it.</summary>
/// <param name="Mapping">The mapping that leads both ways, or the only one.</param>
/// <param name="Followers">Further properties that the field feeds.</param>
/// <param name="HubSpot">What HubSpot says, in canonical form.</param>
/// <param name="Salesforce">What Salesforce says, in canonical form.</param>
/// <param name="State">What both did since they last agreed.</param>
internal sealed record MergedField(FieldMapping Mapping, FieldMapping[] Followers, string? HubSpot, string? Salesforce, FieldState State)
{
    /// <summary>What becomes of it.</summary>
    public FieldVerdict Verdict { get; init; }

    /// <summary>The conflict behind the verdict; null when there is none.</summary>
    public FieldConflict? Conflict { get; init; }

    /// <summary>The field's API name.</summary>
    public string Name => Mapping.Field;
}
