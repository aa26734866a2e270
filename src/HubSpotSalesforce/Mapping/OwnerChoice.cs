namespace HubSpotSalesforce.Mapping;

/// <summary>Who a task is assigned to, and why.</summary>
/// <param name="UserId">The Salesforce user's id.</param>
/// <param name="Step">Which step of the chain found them: 1 the activity's owner, 2 the contact's, 3 the integration user (R34-R36).</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record OwnerChoice(string UserId, int Step, string Reason);
