namespace HubSpotSalesforce.Settings;

/// <summary>What came of reading one value: the value, or what is wrong with it and what to do.</summary>
/// <param name="Value">The value in the type of its key; null when nothing is set, or when it is wrong.</param>
/// <param name="Problem">What is wrong, to follow the key's name; null when nothing is.</param>
/// <param name="Advice">What to do about it, as a sentence; null to show the key's example.</param>
internal readonly record struct Reading(object? Value, string? Problem = null, string? Advice = null)
{
    /// <summary>A value that is wrong.</summary>
    public static Reading Wrong(string problem, string? advice = null) => new(null, problem, advice);
}
