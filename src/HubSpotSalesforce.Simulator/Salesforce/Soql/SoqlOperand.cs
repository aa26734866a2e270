namespace HubSpotSalesforce.Simulator.Salesforce.Soql;

/// <summary>A field, or a function of one.</summary>
/// <param name="Path">The field with the relationships that lead to it; for <c>COUNT()</c> the function itself.</param>
/// <param name="Function"><c>COUNT</c>, <c>MIN</c> or <c>MAX</c>; null for the field itself.</param>
/// <param name="Alias">What the result calls it; null unless the query says.</param>
internal sealed record SoqlOperand(SoqlToken Path, string? Function = null, string? Alias = null);
