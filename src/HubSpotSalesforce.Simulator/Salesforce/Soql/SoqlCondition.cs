namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>A condition of WHERE or HAVING.</summary>
internal abstract record SoqlCondition
{
    /// <summary>All parts hold.</summary>
    public sealed record All(IReadOnlyList<SoqlCondition> Parts) : SoqlCondition;

    /// <summary>At least one part holds.</summary>
    public sealed record Any(IReadOnlyList<SoqlCondition> Parts) : SoqlCondition;

    /// <summary>The inner condition does not hold.</summary>
    public sealed record Not(SoqlCondition Inner) : SoqlCondition;

    /// <summary>A field compares to a value, or to one of several.</summary>
    /// <param name="Operand">The field.</param>
    /// <param name="Operator">One of <c>= != &lt; &lt;= &gt; &gt;= LIKE IN</c> and <c>NOT IN</c>.</param>
    /// <param name="Values">The values, as the query has them.</param>
    public sealed record Comparison(SoqlOperand Operand, string Operator, IReadOnlyList<SoqlToken> Values) : SoqlCondition;
}
