using System.Globalization;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>What a run did.</summary>
public sealed record RunResult
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>How it ended: <c>completed</c>, <c>canceled</c>, <c>running</c>, or the name of the fault that stopped it.</summary>
    public required string Ending { get; init; }

    /// <summary>Activities read.</summary>
    public required int Read { get; init; }

    /// <summary>Tasks created.</summary>
    public required int Created { get; init; }

    /// <summary>Tasks updated.</summary>
    public required int Updated { get; init; }

    /// <summary>Tasks deleted (O18).</summary>
    public required int Deleted { get; init; }

    /// <summary>Activities whose task said all of it already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Skips by code, ordered by code.</summary>
    public required IReadOnlyDictionary<string, int> Skipped { get; init; }

    /// <summary>Records refused.</summary>
    public required int Failed { get; init; }

    /// <summary>The calls of the run.</summary>
    public required CallCount Calls { get; init; }

    /// <summary>What the run did, in one line.</summary>
    public override string ToString()
    {
        string reasons = Skipped.Count == 0 ? "" : $" ({string.Join(", ", Skipped.Select(skip => $"{skip.Key} {skip.Value}"))})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Run {RunId} {Ending}: {Read} read, {Created} created, {Updated} updated, {Unchanged} unchanged, {Skipped.Values.Sum()} skipped{reasons}, {Failed} failed; calls: {Calls.HubSpot} to HubSpot, {Calls.Salesforce} to Salesforce.");
    }

    internal static RunResult Of(RunRecord run) => new()
    {
        RunId = run.RunId,
        Ending = run.Ending,
        Read = run.Read,
        Created = run.Created,
        Updated = run.Updated,
        Deleted = run.Deleted,
        Unchanged = run.Unchanged,
        Skipped = run.Skipped,
        Failed = run.Failed,
        Calls = new CallCount(run.HubSpotCalls, run.SalesforceCalls),
    };
}
