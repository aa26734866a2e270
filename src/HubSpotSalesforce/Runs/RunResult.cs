using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>What a run did.</summary>
public sealed record RunResult
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The side it wrote to: <c>Salesforce</c> or <c>HubSpot</c>.</summary>
    public string Target { get; init; } = nameof(Side.Salesforce);

    /// <summary>How it ended: <c>completed</c>, <c>canceled</c>, <c>running</c>, or the name of the fault that stopped it.</summary>
    public required string Ending { get; init; }

    /// <summary>Activities read.</summary>
    public required int Read { get; init; }

    /// <summary>Activities created on the side it wrote to.</summary>
    public required int Created { get; init; }

    /// <summary>Activities updated there.</summary>
    public required int Updated { get; init; }

    /// <summary>Activities deleted there (O18, R51).</summary>
    public required int Deleted { get; init; }

    /// <summary>Activities of which the other side said all already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Skips by code, ordered by code.</summary>
    public required SkipCounts Skipped { get; init; }

    /// <summary>Records refused.</summary>
    public required int Failed { get; init; }

    /// <summary>Fields that both sides changed and of which a person has to say what stays (R52): those that wait at its end, whichever run met them first.</summary>
    public int Conflicts { get; init; }

    /// <summary>The calls of the run.</summary>
    public required CallCount Calls { get; init; }

    /// <summary>What the run did, in one line.</summary>
    public override string ToString()
    {
        string reasons = Skipped.Count == 0 ? "" : $" ({string.Join(", ", Skipped.Select(skip => $"{skip.Key} {skip.Value}"))})";
        string waiting = Conflicts == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Conflicts} in conflict");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Run {RunId} to {Target} {Ending}: {Read} read, {Created} created, {Updated} updated, {Deleted} deleted, {Unchanged} unchanged, {Skipped.Values.Sum()} skipped{reasons}, {Failed} failed{waiting}; calls: {Calls.HubSpot} to HubSpot, {Calls.Salesforce} to Salesforce.");
    }

    internal static RunResult Of(RunRecord run) => new()
    {
        RunId = run.RunId,
        Target = run.Target.ToString(),
        Ending = run.Ending,
        Read = run.Read,
        Created = run.Created,
        Updated = run.Updated,
        Deleted = run.Deleted,
        Unchanged = run.Unchanged,
        Skipped = new SkipCounts(run.Skipped),
        Failed = run.Failed,
        Calls = new CallCount(run.HubSpotCalls, run.SalesforceCalls),
    };
}
