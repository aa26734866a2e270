namespace HubSpotSalesforce.Activities;

/// <summary>A field that both sides changed to different values since they last agreed (R52).</summary>
/// <param name="Field">The Salesforce field's API name.</param>
/// <param name="Property">The HubSpot property's name.</param>
/// <param name="HubSpot">What HubSpot says, in canonical form.</param>
/// <param name="Salesforce">What Salesforce says, in canonical form.</param>
/// <param name="Winner">The side whose value stays; null when a person has to choose.</param>
public sealed record FieldConflict(string Field, string Property, string? HubSpot, string? Salesforce, Side? Winner)
{
    /// <summary>The value that is overwritten, in canonical form; null when nothing was chosen or the loser had none.</summary>
    public string? Lost => Winner switch
    {
        Side.HubSpot => Salesforce,
        Side.Salesforce => HubSpot,
        _ => null,
    };
}
