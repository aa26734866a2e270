namespace HubSpotSalesforce.State;

/// <summary>A skip as a run keeps it.</summary>
/// <param name="Key">The activity's key.</param>
/// <param name="Kind">The kind's settings key.</param>
/// <param name="Code">The skip code.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record SkipRecord(string Key, string Kind, string Code, string Reason);
