namespace HubSpotSalesforce.Salesforce;

/// <summary>What Salesforce says of a record that was there once.</summary>
public enum RecordPresence
{
    /// <summary>It is there; one that was known as deleted came back.</summary>
    Living,

    /// <summary>It lies in the recycle bin, or the log of deletions names it.</summary>
    Deleted,

    /// <summary>Nothing is known of it: it may be hidden, or gone from the recycle bin too. That is no evidence of a deletion.</summary>
    Unknown,
}
