namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>How far a job is, by how often somebody looked: no test waits, and a client meets every state.</summary>
internal sealed class JobProgress(int polls)
{
    private int _looks;

    /// <summary>Counts a look; true when the end is told.</summary>
    public bool Look() => ++_looks > polls;

    /// <summary>What a look before the end is told.</summary>
    public IngestState State => _looks <= 1 && polls > 1 ? IngestState.UploadComplete : IngestState.InProgress;
}
