using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>Merges one field of two sides against the value they last agreed on (R52).</summary>
/// <remarks>Pure. Different fields changed on both sides are no conflict, nor is one field changed to the same value.</remarks>
public static class FieldMerge
{
    /// <summary>Decides what becomes of a field.</summary>
    /// <param name="field">What both sides did with it.</param>
    /// <param name="winner">Whose value stays in a conflict; null to wait for a person.</param>
    public static FieldVerdict Decide(FieldState field, Side? winner) => field switch
    {
        { IsChangedInHubSpot: false, IsChangedInSalesforce: false } => FieldVerdict.Nothing,
        { AreSame: true } => FieldVerdict.Rebase,
        { IsConflict: true } when winner is null => FieldVerdict.Wait,
        { IsConflict: true } => winner == Side.Salesforce ? FieldVerdict.ToHubSpot : FieldVerdict.ToSalesforce,
        { IsChangedInSalesforce: true, GoesToHubSpot: true } => FieldVerdict.ToHubSpot,
        { IsChangedInHubSpot: true, GoesToSalesforce: true } => FieldVerdict.ToSalesforce,
        _ => FieldVerdict.Nothing,
    };

    /// <summary>Names the side whose value stays; null when a person has to choose.</summary>
    /// <param name="rule">The family's rule.</param>
    /// <param name="hubSpot">When HubSpot's record was last changed.</param>
    /// <param name="salesforce">When Salesforce's was.</param>
    public static Side? Winner(ConflictRule rule, DateTimeOffset hubSpot, DateTimeOffset salesforce) => rule switch
    {
        ConflictRule.HubSpot => Side.HubSpot,
        ConflictRule.Salesforce => Side.Salesforce,
        ConflictRule.Newest => hubSpot > salesforce ? Side.HubSpot : Side.Salesforce,
        _ => null,
    };
}
