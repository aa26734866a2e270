using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>What every run is made of, whichever way it goes.</summary>
internal sealed record RunParts(SyncSession Session, RunHost Host, RunRequest Request, RunBooks Books, RunLedger Ledger)
{
    /// <summary>Carries changes out; null for a plan.</summary>
    public ChangeCarrier? Carrier { get; init; }

    /// <summary>Whether another run has the same session and books, and ends them.</summary>
    public bool IsShared { get; init; }

    /// <summary>The calls that were made before this run began, where it shares its session.</summary>
    public int HubSpotCallsBefore { get; init; }

    /// <inheritdoc cref="HubSpotCallsBefore"/>
    public int SalesforceCallsBefore { get; init; }
}
