namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>Where a job stands; responses call it by name.</summary>
internal enum IngestState
{
    /// <summary>It waits for its file, or to be closed.</summary>
    Open,

    /// <summary>It was closed and waits for its turn.</summary>
    UploadComplete,

    /// <summary>Its rows are being written.</summary>
    InProgress,

    /// <summary>All rows were tried; some may have failed.</summary>
    JobComplete,

    /// <summary>It could not go on; rows written before stand.</summary>
    Failed,

    /// <summary>It was called off.</summary>
    Aborted,
}
