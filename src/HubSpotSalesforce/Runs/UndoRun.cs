using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Takes back what one run wrote to Salesforce: deletes the tasks it made, and gives those it changed their former values.</summary>
/// <remarks>
/// A record that was written since, by a person or by a later run, is left as it is and told. What was deleted stays deleted, as if
/// somebody had deleted it in Salesforce (O5); what was restored is written again when the activity changes in HubSpot. The undo is
/// a run of its own, recorded like others.
/// </remarks>
public sealed class UndoRun : IAsyncDisposable
{
    private const int PageSize = 1_000;

    private readonly RunFooting _footing;
    private readonly TaskWriter _writer;
    private readonly TaskSnapshots _snapshots;
    private readonly string _undone;
    private readonly RunRecord[] _earlier;
    private readonly RunCount _count = new();
    private RunRecord _record;
    private int _takenBack;

    private UndoRun(RunFooting footing, TaskDescribe describe, string undone, RunRecord[] earlier)
    {
        DateTimeOffset now = footing.Host.Clock.GetUtcNow();
        _footing = footing;
        _writer = new TaskWriter(footing.Session.Salesforce, describe.Vocabulary.FieldTypes);
        _snapshots = new TaskSnapshots(footing.Session.Salesforce);
        _undone = undone;
        _earlier = earlier;
        _record = new RunRecord { RunId = RunIds.At(now, footing.Host.Chance), StartedAt = now, Undoes = undone };
    }

    /// <summary>What was done so far.</summary>
    public RunResult Result => RunResult.Of(Counted());

    /// <summary>Opens the undo of a run: credentials, org and store are checked, and nothing is written.</summary>
    /// <param name="settingPath">The settings file.</param>
    /// <param name="runId">The run.</param>
    /// <param name="isPlan">Whether nothing will be written.</param>
    /// <param name="host">Brings secrets, time and connections.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.NotFound"/>: the store knows no such run. Any kind that stops a run.</exception>
    public static async Task<UndoRun> OpenAsync(string settingPath, string runId, bool isPlan, RunHost host, CancellationToken cancel)
    {
        RunRequest request = new() { SettingPath = settingPath, PlanOnly = isPlan };
        return await RunFooting.OpenAsync(request, host, footing => CheckAsync(footing, runId, cancel), cancel);
    }

    /// <summary>Plans the undo: the run's records ordered by key.</summary>
    /// <param name="deletesAll">Whether more tasks may be deleted than <c>limits.maxDeletes</c> says.</param>
    /// <param name="cancel">Ends the plan.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.LimitReached"/>: more tasks would be deleted; nothing was done.
    /// <see cref="FaultKind.Conflict"/>: an earlier undo took all of it back.</exception>
    public async Task<IReadOnlyList<UndoChange>> PlanAsync(bool deletesAll, CancellationToken cancel)
    {
        List<UndoChange> plan = [];
        await foreach (UndoRow[] page in RowsAsync(cancel))
        {
            IReadOnlyDictionary<string, TaskSnapshot> now = await _snapshots.ReadAsync([.. page.Select(row => row.Pair.SalesforceId).Where(id => id.Length > 0)], cancel);
            plan.AddRange(page.Select(row => Of(row, now.GetValueOrDefault(row.Pair.SalesforceId))));
        }

        _takenBack = plan.Count(change => change.IsTakenBack);
        if (_takenBack > 0 && _takenBack == plan.Count)
        {
            RunRecord last = _earlier[0];
            throw new SyncException(FaultKind.Conflict, _undone, $"Run {_undone} was taken back by run {last.RunId} at {last.StartedAt:u}; nothing of it is left to take back. Resolve-SyncIssue -Retry has deleted tasks made again.");
        }

        return deletesAll || TooMuch(plan) is not { } tooMuch
            ? plan
            : throw new SyncException(FaultKind.LimitReached, "limits.maxDeletes", $"{tooMuch}. None was deleted. See with -WhatIf which they are; then raise the limit, or give -Force.");
    }

    /// <summary>Returns why a plan is not carried out without a word more, as a sentence without its end; null when it stays within <c>limits.maxDeletes</c>.</summary>
    public string? TooMuch(IReadOnlyList<UndoChange> plan)
    {
        int deletes = plan.Count(change => change.Change?.Action == Change.Delete);
        int most = _footing.Session.Setting.Limits.MaxDeletes;
        return deletes > most ? $"The undo would delete {deletes} tasks, more than limits.maxDeletes ({most})" : null;
    }

    /// <summary>Carries changes of the plan out, and tells what became of each.</summary>
    /// <exception cref="SyncException">Any kind that stops a run; what was written before stays recorded.</exception>
    public async IAsyncEnumerable<SyncOutcome> WriteAsync(IAsyncEnumerable<Change> changes, [EnumeratorCancellation] CancellationToken cancel)
    {
        Lease lease = _footing.Books.Lease ?? throw new InvalidOperationException("An undo that was opened to plan only writes nothing.");
        await _footing.Books.SaveRunAsync(_record, cancel);
        ChangeCarrier carrier = CarrierOf(lease);
        await carrier.RecoverAsync(cancel);
        int done = 0;
        await foreach (Outcome outcome in carrier.CarryAsync(changes, cancel))
        {
            done += outcome.Fault is null ? 1 : 0;
            yield return SyncOutcome.Of(outcome, done);
        }
    }

    /// <summary>Takes note of a change of the plan that somebody said no to.</summary>
    public void Decline() => _count.AddDeclined();

    /// <summary>Ends the undo, and records it as a run when it wrote something.</summary>
    /// <param name="fault">What stopped it; null when nothing did.</param>
    /// <param name="cancel">Cancelled when the undo was.</param>
    public async Task<RunResult> CompleteAsync(SyncException? fault, CancellationToken cancel)
    {
        string ending = fault?.Kind.ToString() ?? (cancel.IsCancellationRequested ? "canceled" : "completed");
        _record = _record with { Ending = ending, EndedAt = _footing.Host.Clock.GetUtcNow() };
        if (fault is not { Kind: FaultKind.LeaseLost } and not { IsAboutStore: true })
        {
            await _footing.Books.SaveRunAsync(Counted(), CancellationToken.None);
        }

        return Result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _footing.DisposeAsync();

    private static async Task<UndoRun> CheckAsync(RunFooting footing, string undone, CancellationToken cancel)
    {
        TaskDescribe describe = await footing.DescribeAsync(cancel);
        string orgId = await footing.Session.Salesforce.SignInAsync(cancel);
        if (await footing.Books.Store.BindingAsync(cancel) is { } bound && bound.OrgId != orgId)
        {
            throw new SyncException(FaultKind.StoreMismatch, "state", $"The store belongs to org {bound.OrgId}, not to {orgId}. Point state.path at another file.");
        }

        IReadOnlyList<RunRecord> runs = await footing.Books.Store.RunsAsync(int.MaxValue, cancel);
        RunRecord run = runs.FirstOrDefault(run => run.RunId == undone)
            ?? throw new SyncException(FaultKind.NotFound, undone, $"The store knows no run '{undone}'. List the runs with Get-SyncRun.");
        if (run.Target == Side.HubSpot)
        {
            // Its pairs lead to what people made in Salesforce: taken back, that would be deleted.
            throw new SyncException(FaultKind.Conflict, undone, $"Run '{undone}' wrote to HubSpot, and only what was written to Salesforce is taken back. See with Get-SyncRecord -RunId what it wrote, and change that by hand.");
        }

        footing.Session.Salesforce.WriteGate = footing.Books.HoldAsync;
        UndoRun undo = new(footing, describe, undone, [.. runs.Where(other => other.Undoes == undone)]);
        await undo.SettleUndoneAsync(cancel);
        return undo;
    }

    // What the run had in flight when it was cut off is its own, too, and has to be in the plan.
    private async Task SettleUndoneAsync(CancellationToken cancel)
    {
        if (_footing.Books.Lease is { } lease && (await _footing.Books.Store.OpenIntentsAsync(cancel)).Any(intent => intent.RunId == _undone))
        {
            await CarrierOf(lease).RecoverAsync(cancel);
        }
    }

    private ChangeCarrier CarrierOf(Lease lease) => new(_writer, _footing.Books.Store, lease, _record.RunId, _footing.Host.Clock, _footing.Host.Chance)
    {
        Jobs = new TaskJobWriter(_footing.Session.Salesforce, _footing.Host.Clock),
        Settled = _count.Add,
    };

    private async IAsyncEnumerable<UndoRow[]> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        UndoRow[] page;
        string? after = null;
        do
        {
            page = [.. await _footing.Books.Store.UndoRowsAsync(_undone, after, PageSize, cancel)];
            yield return page;
            after = page.Length == 0 ? null : page[^1].Pair.Key;
        }
        while (page.Length == PageSize);
    }

    private UndoChange Of(UndoRow row, TaskSnapshot? now)
    {
        Pair pair = row.Pair;
        if (_earlier.Any(undo => undo.RunId == row.LastRunId))
        {
            return new UndoChange { Key = pair.Key, IsTakenBack = true };
        }

        string? why = this switch
        {
            _ when ActivityFamily.Find(pair.Kind) is not null => "it was written to HubSpot, and only what was written to Salesforce is taken back",
            _ when row.LastRunId != _undone => $"run {row.LastRunId} wrote it since; undo that one first",
            _ when pair.IsGone || now is null || now.IsDeleted => "its task is deleted already",
            _ when now.ModifiedBy != _footing.Session.Salesforce.UserId => "somebody else wrote its task since",
            _ => now.Edited(pair.Base) is { } field ? $"{field} of its task is not what the run wrote" : null,
        };
        return why is null
            ? new UndoChange { Key = pair.Key, Change = row.Before is { } before ? Restore(pair, before, now!) : Delete(pair) }
            : new UndoChange { Key = pair.Key, Refusal = new SyncException(FaultKind.Conflict, pair.Key, $"'{pair.Key}' is left as it is: {why}. Look at task {pair.SalesforceId}, and change it by hand if need be.") };
    }

    private Change Restore(Pair pair, IReadOnlyDictionary<string, string?> before, TaskSnapshot now)
        => Planned(pair, Change.Update, before.Where(field => !field.Key.Contains(':', StringComparison.Ordinal) && pair.Base.GetValueOrDefault(field.Key) != field.Value).ToDictionary(field => field.Key, field => now.Former(field.Key, field.Value)), before);

    private Change Delete(Pair pair) => Planned(pair, Change.Delete, new Dictionary<string, string?>(), pair.Base);

    private Change Planned(Pair pair, string action, IReadOnlyDictionary<string, string?> fields, IReadOnlyDictionary<string, string?> held) => new()
    {
        Does = action,
        Activity = new Activity { Key = pair.Key, Kind = pair.Kind, SourceId = pair.HubSpotId, OccurredAt = DateTimeOffset.UnixEpoch },
        Subject = held.GetValueOrDefault(TaskField.Subject) ?? "",
        Fields = fields,
        Base = held,
        ContentHash = pair.ContentHash,
        TargetId = pair.SalesforceId,
        Pair = pair,
        Reason = $"Run {_undone} is taken back.",
    };

    private RunRecord Counted() => _count.In(_record) with { Unchanged = _takenBack, HubSpotCalls = _footing.Session.HubSpot.Meter.Count, SalesforceCalls = _footing.Session.Salesforce.Meter.Count };
}
