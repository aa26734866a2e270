namespace HubSpotSalesforce.Salesforce;

/// <summary>What the log of deletions tells of a time.</summary>
/// <param name="Ids">When each record was deleted, in UTC, by 18-character id; one that came back since may be among them.</param>
/// <param name="IsComplete">Whether the log reaches back over the whole time; if not, only asking for each known id tells.</param>
public sealed record DeletedRecords(IReadOnlyDictionary<string, DateTimeOffset> Ids, bool IsComplete);
