namespace HubSpotSalesforce.Reports;

/// <summary>An activity whose task Salesforce refused, and which nobody has resolved.</summary>
/// <param name="Key">The activity's key.</param>
/// <param name="Kind">The kind's settings key.</param>
/// <param name="Code">The code the API gave; the fault's name when it gave none.</param>
/// <param name="Message">What the API said.</param>
/// <param name="Tries">How often it was sent.</param>
/// <param name="At">When it was last refused, in UTC.</param>
public sealed record ReportFailure(string Key, string Kind, string Code, string Message, int Tries, DateTimeOffset At);
