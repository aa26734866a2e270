using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>One run: when, what it did, and how it ended.</summary>
public sealed record RunRecord
{
    /// <summary>The ending of a run that was killed, or could not record its end: whoever takes the store next sees it.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The run's id; ids sort by start.</summary>
    public required string RunId { get; init; }

    /// <summary>When it started, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC; null while it goes on. Of a run that was killed, its last sign of life.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The side it wrote to.</summary>
    public Side Target { get; init; } = Side.Salesforce;

    /// <summary>How it ended: <c>completed</c>, <c>canceled</c> or the name of the fault that stopped it; <c>running</c> until then. <c>interrupted</c> for one that was killed, once the store was taken again.</summary>
    public string Ending { get; init; } = "running";

    /// <summary>The run that it took back; null for a run that is no undo.</summary>
    public string? Undoes { get; init; }

    /// <summary>The latest run that took it back, or a part of it; null when none did. The store finds it: what is given when a run is saved is not looked at.</summary>
    public string? UndoneBy { get; init; }

    /// <summary>Activities read.</summary>
    public int Read { get; init; }

    /// <summary>Tasks created.</summary>
    public int Created { get; init; }

    /// <summary>Tasks updated.</summary>
    public int Updated { get; init; }

    /// <summary>Tasks deleted.</summary>
    public int Deleted { get; init; }

    /// <summary>Activities whose task said all of it already.</summary>
    public int Unchanged { get; init; }

    /// <summary>Records refused.</summary>
    public int Failed { get; init; }

    /// <summary>Skips by code.</summary>
    public IReadOnlyDictionary<string, int> Skipped { get; init; } = new Dictionary<string, int>();

    /// <summary>Calls sent to HubSpot.</summary>
    public int HubSpotCalls { get; init; }

    /// <summary>Calls sent to Salesforce.</summary>
    public int SalesforceCalls { get; init; }
}
