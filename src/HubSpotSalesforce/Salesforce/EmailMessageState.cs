namespace HubSpotSalesforce.Salesforce;

/// <summary>Where an email message stands today (O23).</summary>
/// <param name="Id">Its 18-character id.</param>
/// <param name="TaskId">The 18-character id of its task, which editing may replace by another; null when it has none.</param>
/// <param name="IsDeleted">Whether the message itself was deleted.</param>
public sealed record EmailMessageState(string Id, string? TaskId, bool IsDeleted)
{
    /// <summary>Whether an id is that of an email message (its key prefix is 02s: "EmailMessage", Object Reference, read 2026-11-21).</summary>
    public static bool IsId(string id) => id.StartsWith("02s", StringComparison.Ordinal);
}
