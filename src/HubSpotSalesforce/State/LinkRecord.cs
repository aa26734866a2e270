namespace HubSpotSalesforce.State;

/// <summary>What is remembered of a contact's link: which record was chosen, and when it was linked first.</summary>
/// <param name="ContactId">The HubSpot contact's id.</param>
/// <param name="SalesforceId">The 18-character id of the lead or contact it was linked to last.</param>
/// <param name="SyncedAt">When it was first linked to any (O2), in UTC; never moved to a later time.</param>
/// <param name="Source">Where that time comes from: <c>history</c>, <c>records</c> or <c>firstSeen</c>.</param>
/// <param name="LinkedBy">How it was linked last: <c>property</c> or <c>email</c>.</param>
public sealed record LinkRecord(long ContactId, string SalesforceId, DateTimeOffset SyncedAt, string Source, string LinkedBy);
