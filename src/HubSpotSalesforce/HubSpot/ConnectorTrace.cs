namespace HubSpotSalesforce.HubSpot;

/// <summary>What HubSpot's own Salesforce integration left in the portal lately.</summary>
/// <param name="SyncedAt">When it last synced a contact, in UTC; null when it did not in the time that was asked about.</param>
/// <param name="Tasks">The tasks it brought over from Salesforce in the time that was asked about.</param>
/// <param name="Calls">The calls it brought over in that time.</param>
public sealed record ConnectorTrace(DateTimeOffset? SyncedAt, int Tasks, int Calls)
{
    /// <summary>Whether there is any.</summary>
    public bool IsFound => SyncedAt is not null || Tasks > 0 || Calls > 0;
}
