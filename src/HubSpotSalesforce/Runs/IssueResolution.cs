namespace HubSpotSalesforce.Runs;

/// <summary>What becomes of an activity whose issue was ended by hand.</summary>
/// <param name="Key">The activity's key.</param>
/// <param name="Action">What becomes of it, in words.</param>
public sealed record IssueResolution(string Key, string Action);
