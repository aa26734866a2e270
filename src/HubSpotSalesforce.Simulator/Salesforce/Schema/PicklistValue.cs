namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>One value of a picklist; label and value are the same in this org.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsDefault">Whether a record gets it when none is given.</param>
/// <param name="Settable">False for a value that the platform keeps to itself.</param>
internal sealed record PicklistValue(string Value, bool IsDefault = false, bool Settable = true);
