namespace HubSpotSalesforce.Reports;

/// <summary>What the runs of the period did, as the store remembers it.</summary>
public sealed record ReportSync
{
    /// <summary>Runs that started in the period.</summary>
    public int Runs { get; init; }

    /// <summary>Those of them that did not complete.</summary>
    public int Stopped { get; init; }

    /// <summary>When the last of them started, in UTC; null when there was none.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Activities and records read.</summary>
    public int Read { get; init; }

    /// <summary>Tasks created.</summary>
    public int Created { get; init; }

    /// <summary>Tasks updated.</summary>
    public int Updated { get; init; }

    /// <summary>Tasks deleted.</summary>
    public int Deleted { get; init; }

    /// <summary>Activities created in HubSpot.</summary>
    public int CreatedInHubSpot { get; init; }

    /// <summary>Activities updated in HubSpot.</summary>
    public int UpdatedInHubSpot { get; init; }

    /// <summary>Activities deleted in HubSpot.</summary>
    public int DeletedInHubSpot { get; init; }

    /// <summary>Why activities were skipped, the most frequent reason first.</summary>
    public ReportReason[] Skipped { get; init; } = [];

    /// <summary>What was refused and is not resolved, newest first, at most 200.</summary>
    public ReportFailure[] Failed { get; init; } = [];
}
