namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>One part of ORDER BY.</summary>
/// <param name="Operand">What is sorted by.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
/// <param name="NullsLast">Whether empty values come last.</param>
internal sealed record SoqlOrder(SoqlOperand Operand, bool Descending, bool NullsLast);
