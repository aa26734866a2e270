namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>A query as it was written.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Select">What it asks for; <c>COUNT()</c> is a function with itself as path.</param>
/// <param name="From">The object type.</param>
/// <param name="Where">Which records; null for all.</param>
/// <param name="GroupBy">The fields that make a group; empty without GROUP BY.</param>
/// <param name="Having">Which groups; null for all.</param>
/// <param name="OrderBy">The order; empty for none.</param>
/// <param name="Limit">How many at most; null for all.</param>
/// <param name="Offset">How many are left out first.</param>
internal sealed record SoqlQuery(
    string Text,
    IReadOnlyList<SoqlOperand> Select,
    SoqlToken From,
    SoqlCondition? Where,
    IReadOnlyList<SoqlOperand> GroupBy,
    SoqlCondition? Having,
    IReadOnlyList<SoqlOrder> OrderBy,
    int? Limit,
    int Offset)
{
    /// <summary>Whether it asks for the number of records alone.</summary>
    public bool CountsOnly => Select is [{ Function: "COUNT()" }];

    /// <summary>Whether its results are groups and not records.</summary>
    public bool Aggregates => GroupBy.Count > 0 || Select.Any(item => item.Function is not (null or "COUNT()"));
}
