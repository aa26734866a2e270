using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>One run from Salesforce to HubSpot.</summary>
/// <inheritdoc cref="DirectedRun" path="/remarks"/>
public sealed class RecordRun : DirectedRun
{
    private readonly RecordPass? _pass;
    private readonly RecordChoice _choice;
    private readonly WriteMemory? _memory;

    internal RecordRun(RunParts parts, RunRecord record, RecordPass? pass, RecordChoice choice, WriteMemory? memory)
        : base(parts, record)
    {
        _pass = pass;
        _choice = choice;
        _memory = memory;
    }

    /// <summary>The families there are, by settings key (R44).</summary>
    public static string[] AvailableFamilies => [.. ActivityFamily.All.Select(family => family.Key)];

    /// <inheritdoc/>
    public override string[] Kinds => [.. (_pass?.Families ?? []).Select(family => family.Key)];

    /// <inheritdoc/>
    public override Side Target => Side.HubSpot;

    /// <summary>Opens a run: settings, mappings, credentials, portal and store are checked before anything is read or written.</summary>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public static async Task<RecordRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
        => await RunFooting.OpenAsync(request, host, footing => RecordOpening.OpenAsync(footing, isShared: false, cancel), cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<Decision> PlanRequestAsync(CancellationToken cancel) => Request switch
    {
        { PlanPath: { } path } => PlanAsync(PlanFile.ReadAsync(path, cancel).Where(line => line.Target == nameof(Side.HubSpot)), cancel),
        { ActivityKeys.Length: > 0 } => PlanChosenAsync(cancel),
        _ => PlanAsync(cancel),
    };

    /// <summary>Plans from where the last run ended: first what waits, then what changed or was deleted, family by family. With a backfill, the history instead (R49).</summary>
    public IAsyncEnumerable<Decision> PlanAsync(CancellationToken cancel) => TellingAsync(_pass?.PlanAsync(cancel) ?? AsyncEnumerable.Empty<Decision>(), cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<Decision> PlanAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
        => TellingAsync(_pass?.PlanAsync(activities, cancel) ?? AsyncEnumerable.Empty<Decision>(), cancel);

    /// <summary>Plans what a reviewed plan says: each row is read again, and what no longer holds is skipped as <c>PlanStale</c> (O27). No cursor moves.</summary>
    public IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, CancellationToken cancel)
        => TellingAsync(_pass?.PlanAsync(lines, cancel) ?? AsyncEnumerable.Empty<Decision>(), cancel);

    private async IAsyncEnumerable<Decision> PlanChosenAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        int leftOut = 0;
        Activity[] rows = await _choice.ReadAsync(
            Request.ActivityKeys,
            fault =>
            {
                if (Request.GoesPastMissing && !ActivityKey.IsOfRecord(fault.About))
                {
                    leftOut++;    // what was born in HubSpot has a record here only once it was written, and its family is on
                }
                else
                {
                    Miss(fault);
                }
            },
            cancel);
        await foreach (Decision decision in PlanAsync(rows, cancel))
        {
            yield return decision;
        }

        WarnLeftOut(leftOut, "of HubSpot, without a record in the families that are on", "Sync-ActivityToSalesforceTask");
    }

    private protected override IAsyncEnumerable<Outcome> SettledAsync(IAsyncEnumerable<Outcome> outcomes, CancellationToken cancel)
        => _memory?.PassAsync(outcomes, cancel) ?? outcomes;
}
