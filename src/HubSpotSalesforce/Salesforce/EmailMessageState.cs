namespace HubSpotSalesforce.Salesforce;

/// <summary>Where an email message stands today (O23).</summary>
/// <param name="Id">Its 18-character id.</param>
/// <param name="TaskId">The 18-character id of its task, which editing may replace by another; null when it has none.</param>
/// <param name="IsDeleted">Whether the message itself was deleted.</param>
public sealed record EmailMessageState(string Id, string? TaskId, bool IsDeleted);
