using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>One run from HubSpot to Salesforce.</summary>
/// <inheritdoc cref="DirectedRun" path="/remarks"/>
public sealed class TimelineRun : DirectedRun
{
    private readonly TimelinePass _pass;
    private readonly ActivityChoice _choice;
    private readonly PairPass? _pairs;
    private readonly WriteMemory? _memory;

    internal TimelineRun(RunParts parts, RunRecord record, TimelinePass pass, ActivityChoice choice, PairPass? pairs, WriteMemory? memory)
        : base(parts, record)
    {
        _pass = pass;
        _choice = choice;
        _pairs = pairs;
        _memory = memory;
        _pass.Warned += Warn;
    }

    /// <summary>The kinds this version can take, by settings key, in the order of the table of kinds: all of them.</summary>
    public static string[] AvailableKinds => [.. ActivityKind.All.Select(kind => kind.Key)];

    /// <inheritdoc/>
    public override string[] Kinds => [.. _pass.Kinds.Select(kind => kind.Key)];

    /// <inheritdoc/>
    public override Side Target => Side.Salesforce;

    /// <summary>Opens a run: settings, credentials, org and store are checked before anything is read or written.</summary>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public static async Task<TimelineRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
        => await RunFooting.OpenAsync(request, host, footing => RunOpening.OpenAsync(footing, isShared: false, cancel), cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<Decision> PlanRequestAsync(CancellationToken cancel) => Request switch
    {
        { PlanPath: { } path } => PlanAsync(PlanFile.ReadAsync(path, cancel).Where(line => line.Target == nameof(Side.Salesforce)), cancel),
        { ActivityKeys.Length: > 0 } or { Contacts.Length: > 0 } => PlanChosenAsync(cancel),
        _ => PlanAsync(cancel),
    };

    /// <summary>Plans from where the last run ended: first what waits, then what is new, kind by kind, then what HubSpot changed of what was born in Salesforce.</summary>
    public IAsyncEnumerable<Decision> PlanAsync(CancellationToken cancel)
        => TellingAsync(ExplainedAsync(_pairs is null ? _pass.PlanAsync(cancel) : _pass.PlanAsync(cancel).Concat(_pairs.PlanAsync(cancel)), cancel), cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<Decision> PlanAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
        => TellingAsync(_pass.PlanAsync(activities, cancel), cancel);

    /// <summary>Plans what a reviewed plan says: each row is read again, and what no longer holds is skipped as <c>PlanStale</c> (O27). No cursor moves.</summary>
    public IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, CancellationToken cancel)
        => TellingAsync(
            _pass.PlanAsync(lines.Where(line => ActivityKind.Find(line.Kind) is not null), cancel)
                .Concat(_pairs?.PlanAsync(lines.Where(line => ActivityKind.Find(line.Kind) is null), cancel) ?? AsyncEnumerable.Empty<Decision>()),
            cancel);

    private async IAsyncEnumerable<Decision> PlanChosenAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        string[] keys = Request.GoesPastMissing ? [.. Request.ActivityKeys.Where(key => !ActivityKey.IsOfRecord(key))] : Request.ActivityKeys;
        await foreach (Decision decision in TellingAsync(_pass.PlanAsync(_choice.ReadAsync(keys, Request.Contacts, Miss, cancel), cancel), cancel))
        {
            yield return decision;
        }

        WarnLeftOut(Request.ActivityKeys.Length - keys.Length, "born in Salesforce", "Sync-SalesforceActivityToHubSpot");
    }

    // A plan of new settings that is empty looks like a mistake; as a rule nothing has happened yet since the kinds were switched on.
    private async IAsyncEnumerable<Decision> ExplainedAsync(IAsyncEnumerable<Decision> decisions, [EnumeratorCancellation] CancellationToken cancel)
    {
        bool isEmpty = true;
        await foreach (Decision decision in decisions.WithCancellation(cancel))
        {
            isEmpty = false;
            yield return decision;
        }

        if (isEmpty && Request.PlanOnly && Books.FirstRunAt is null && Kinds.Length > 0)
        {
            Warn("Nothing was found to write: what happened before the kinds were switched on stays out. " + SettingCommand.Earlier(Setting, Kinds, Now));
        }
    }

    private protected override IAsyncEnumerable<Outcome> SettledAsync(IAsyncEnumerable<Outcome> outcomes, CancellationToken cancel)
        => _memory?.PassAsync(outcomes, cancel) ?? outcomes;
}
