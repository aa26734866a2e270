namespace HubSpotSalesforce.Activities;

/// <summary>A Salesforce user who may own tasks.</summary>
/// <param name="Id">The 18-character id.</param>
/// <param name="Username">The user name, unique over all orgs; it only looks like an address.</param>
/// <param name="Email">The address; several users may share one.</param>
/// <param name="FederationId">The id of single sign-on; null when none is set.</param>
/// <param name="IsActive">Whether the user may own new records.</param>
public sealed record SalesforceUser(string Id, string Username, string? Email, string? FederationId, bool IsActive);
