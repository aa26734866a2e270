namespace HubSpotSalesforce.Activities;

/// <summary>A field of a Salesforce object, as its describe tells it.</summary>
/// <param name="Name">The API name.</param>
/// <param name="Label">The name on screen.</param>
/// <param name="Type">The type, such as <c>string</c>, <c>textarea</c>, <c>picklist</c> or <c>datetime</c>.</param>
/// <param name="Length">The most characters it takes; 0 where that is no question.</param>
/// <param name="IsCreateable">Whether the integration user may set it on create.</param>
/// <param name="IsUpdateable">Whether the integration user may change it.</param>
/// <param name="Values">The active values of a picklist, in the org's order; empty for other types.</param>
public sealed record SalesforceField(string Name, string Label, string Type, int Length, bool IsCreateable, bool IsUpdateable, string[] Values);
