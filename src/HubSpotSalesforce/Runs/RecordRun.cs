using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>One run from Salesforce to HubSpot.</summary>
/// <inheritdoc cref="DirectedRun" path="/remarks"/>
public sealed class RecordRun : DirectedRun
{
    private readonly RecordPass? _pass;
    private readonly WriteMemory? _memory;

    internal RecordRun(RunParts parts, RunRecord record, RecordPass? pass, WriteMemory? memory)
        : base(parts, record)
    {
        _pass = pass;
        _memory = memory;
    }

    /// <summary>The families there are, by settings key (R44).</summary>
    public static string[] AvailableFamilies => [.. ActivityFamily.All.Select(family => family.Key)];

    /// <inheritdoc/>
    public override string[] Kinds => [.. (_pass?.Families ?? []).Select(family => family.Key)];

    /// <summary>Opens a run: settings, mappings, credentials, portal and store are checked before anything is read or written.</summary>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public static async Task<RecordRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
        => await RecordOpening.OpenAsync(request, host, cancel);

    /// <inheritdoc/>
    public override IAsyncEnumerable<Decision> PlanRequestAsync(CancellationToken cancel)
        => Request.PlanPath is { } path ? PlanAsync(PlanFile.ReadAsync(path, cancel), cancel) : PlanAsync(cancel);

    /// <summary>Plans from where the last run ended: first what waits, then what changed or was deleted, family by family. With a backfill, the history instead (R49).</summary>
    public IAsyncEnumerable<Decision> PlanAsync(CancellationToken cancel) => TellingAsync(_pass?.PlanAsync(cancel) ?? AsyncEnumerable.Empty<Decision>(), cancel);

    /// <summary>Plans these records by the ordinary rules; no cursor moves and none of them is set aside to wait (O27).</summary>
    public IAsyncEnumerable<Decision> PlanAsync(IReadOnlyCollection<Activity> rows, CancellationToken cancel)
        => TellingAsync(_pass?.PlanAsync(rows, cancel) ?? AsyncEnumerable.Empty<Decision>(), cancel);

    /// <summary>Plans what a reviewed plan says: each row is read again, and what no longer holds is skipped as <c>PlanStale</c> (O27). No cursor moves.</summary>
    public IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, CancellationToken cancel)
        => TellingAsync(_pass?.PlanAsync(lines, cancel) ?? AsyncEnumerable.Empty<Decision>(), cancel);

    private protected override IAsyncEnumerable<Outcome> SettledAsync(IAsyncEnumerable<Outcome> outcomes, CancellationToken cancel)
        => _memory?.PassAsync(outcomes, cancel) ?? outcomes;
}
