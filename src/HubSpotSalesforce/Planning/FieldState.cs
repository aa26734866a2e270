namespace HubSpotSalesforce.Planning;

/// <summary>What both sides did with a field since they last agreed.</summary>
/// <param name="IsChangedInHubSpot">Whether HubSpot's value differs from the base.</param>
/// <param name="IsChangedInSalesforce">Whether Salesforce's value does.</param>
/// <param name="AreSame">Whether both now say the same.</param>
/// <param name="GoesToHubSpot">Whether values travel from Salesforce to HubSpot.</param>
/// <param name="GoesToSalesforce">Whether values travel from HubSpot to Salesforce.</param>
public readonly record struct FieldState(bool IsChangedInHubSpot, bool IsChangedInSalesforce, bool AreSame, bool GoesToHubSpot, bool GoesToSalesforce)
{
    /// <summary>Whether both changed it, to different values, and either could win.</summary>
    public bool IsConflict => IsChangedInHubSpot && IsChangedInSalesforce && !AreSame && GoesToHubSpot && GoesToSalesforce;

    /// <summary>What both sides did with fields that make sense together only: any change is a change of all.</summary>
    public FieldState With(FieldState other) => new(
        IsChangedInHubSpot || other.IsChangedInHubSpot,
        IsChangedInSalesforce || other.IsChangedInSalesforce,
        AreSame && other.AreSame,
        GoesToHubSpot && other.GoesToHubSpot,
        GoesToSalesforce && other.GoesToSalesforce);
}
