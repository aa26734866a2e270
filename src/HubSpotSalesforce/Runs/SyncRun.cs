using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>A run that was: when, what it did, and how it ended.</summary>
public sealed record SyncRun
{
    /// <summary>The run's id; ids sort by start.</summary>
    public required string RunId { get; init; }

    /// <summary>The side it wrote to: <c>Salesforce</c> or <c>HubSpot</c>.</summary>
    public required string Target { get; init; }

    /// <summary>When it started, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC; null while it goes on. Of a run that was killed, its last sign of life, once the store was taken again.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended: <c>completed</c>, <c>canceled</c> or the name of the fault that stopped it; <c>running</c> until then. <c>interrupted</c> for one that was killed, once the store was taken again.</summary>
    public required string Ending { get; init; }

    /// <summary>The run that it took back; null for a run that is no undo.</summary>
    public string? Undoes { get; init; }

    /// <summary>The latest run that took it back, or a part of it; null when none did.</summary>
    public string? UndoneBy { get; init; }

    /// <summary>Activities read.</summary>
    public required int Read { get; init; }

    /// <summary>Activities created on the side it wrote to.</summary>
    public required int Created { get; init; }

    /// <summary>Activities updated there.</summary>
    public required int Updated { get; init; }

    /// <summary>Activities deleted there.</summary>
    public required int Deleted { get; init; }

    /// <summary>Activities of which the other side said all already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Records refused.</summary>
    public required int Failed { get; init; }

    /// <summary>Skips by code, ordered by code; empty for none.</summary>
    public required SkipCounts Skipped { get; init; }

    /// <summary>The skips that were kept, the last 10,000, in the order of the run; null unless they were asked for.</summary>
    public SkipRecord[]? Skips { get; init; }

    /// <summary>Calls sent to HubSpot.</summary>
    public required int HubSpotCalls { get; init; }

    /// <summary>Calls sent to Salesforce.</summary>
    public required int SalesforceCalls { get; init; }

    /// <summary>Returns the run of a record.</summary>
    /// <param name="run">The record.</param>
    /// <param name="skips">The skips kept of it; null when they were not asked for.</param>
    public static SyncRun Of(RunRecord run, IReadOnlyList<SkipRecord>? skips = null) => new()
    {
        RunId = run.RunId,
        Target = run.Target.ToString(),
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        Ending = run.Ending,
        Undoes = run.Undoes,
        UndoneBy = run.UndoneBy,
        Read = run.Read,
        Created = run.Created,
        Updated = run.Updated,
        Deleted = run.Deleted,
        Unchanged = run.Unchanged,
        Failed = run.Failed,
        Skipped = new SkipCounts(run.Skipped),
        Skips = skips?.ToArray(),
        HubSpotCalls = run.HubSpotCalls,
        SalesforceCalls = run.SalesforceCalls,
    };
}
