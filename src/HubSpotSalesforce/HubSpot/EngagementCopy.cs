namespace HubSpotSalesforce.HubSpot;

/// <summary>A record that carries one of our keys.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">The record's id.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="IsArchived">Whether it lies in the recycle bin.</param>
internal sealed record EngagementCopy(string Key, string Id, DateTimeOffset CreatedAt, bool IsArchived);
