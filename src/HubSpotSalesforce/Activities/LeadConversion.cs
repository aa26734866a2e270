namespace HubSpotSalesforce.Activities;

/// <summary>The conversion of a lead into a contact, which moved the lead's activities and stamped them as changed (O24).</summary>
/// <param name="LeadId">The 18-character id of the lead.</param>
/// <param name="ContactId">The 18-character id of the contact.</param>
/// <param name="At">The instants at which it may have happened, in UTC, earliest first: Salesforce keeps only the day. Empty when nothing tells more than the day.</param>
public sealed record LeadConversion(string LeadId, string ContactId, DateTimeOffset[] At);
