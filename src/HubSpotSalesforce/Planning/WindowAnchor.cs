namespace HubSpotSalesforce.Planning;

/// <summary>What the 30-day and one-year windows are measured from (D1).</summary>
public enum WindowAnchor
{
    /// <summary>The contact's first sync (R17, R19, R21).</summary>
    ContactSync,

    /// <summary>The moment the kind was switched on (R18, R20, R22).</summary>
    ActivitySyncEnabled,
}
