using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>What every run is made of, whichever way it goes.</summary>
internal sealed class RunParts
{
    /// <summary>Puts a run together.</summary>
    /// <param name="footing">What it stands on.</param>
    /// <param name="ledger">Its account of what it did.</param>
    /// <param name="isShared">Whether another run stands on the same, and somebody else ends it.</param>
    public RunParts(RunFooting footing, RunLedger ledger, bool isShared)
    {
        Footing = footing;
        Ledger = ledger;
        IsShared = isShared;
        HubSpotCallsBefore = isShared ? footing.Session.HubSpot.Meter.Count : 0;
        SalesforceCallsBefore = isShared ? footing.Session.Salesforce.Meter.Count : 0;
    }

    public RunFooting Footing { get; }

    public RunLedger Ledger { get; }

    public bool IsShared { get; }

    /// <summary>Carries changes out; null for a plan.</summary>
    public ChangeCarrier? Carrier { get; init; }

    /// <summary>The calls that were made before this run began, where it shares its clients.</summary>
    public int HubSpotCallsBefore { get; }

    /// <inheritdoc cref="HubSpotCallsBefore"/>
    public int SalesforceCallsBefore { get; }
}
