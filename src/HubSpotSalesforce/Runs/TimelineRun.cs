using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>One run from HubSpot to Salesforce: plans what to write, writes what was consented to, and records it.</summary>
/// <remarks>Open it, write the plan or the part of it that is wanted, complete it, dispose of it. For one caller at a time.</remarks>
public sealed class TimelineRun : IAsyncDisposable
{
    private readonly SyncSession _session;
    private readonly RunHost _host;
    private readonly RunRequest _request;
    private readonly RunBooks _books;
    private readonly TimelinePass _pass;
    private readonly ActivityChoice _choice;
    private readonly TaskWriter _writer;
    private readonly RunLedger _ledger;
    private RunRecord _record;

    internal TimelineRun(SyncSession session, RunHost host, RunRequest request, RunBooks books, TimelinePass pass, ActivityChoice choice, TaskWriter writer, RunLedger ledger, RunRecord record)
    {
        _session = session;
        _host = host;
        _request = request;
        _books = books;
        _pass = pass;
        _choice = choice;
        _writer = writer;
        _ledger = ledger;
        _record = record;
    }

    /// <summary>Raised for every activity that is skipped or unchanged, on any thread.</summary>
    public event Action<PlanLine>? Skipped;

    /// <summary>Raised for what a person should know and that stops nothing, such as kinds the account does not include; on any thread.</summary>
    public event Action<string>? Warned
    {
        add => _pass.Warned += value;
        remove => _pass.Warned -= value;
    }

    /// <summary>The kinds this version can take, by settings key, in the order of the table of kinds: all of them.</summary>
    public static string[] AvailableKinds => [.. ActivityKind.All.Select(kind => kind.Key)];

    /// <summary>What the run did so far.</summary>
    public RunResult Result => RunResult.Of(Counted());

    /// <summary>The kinds it takes, by settings key.</summary>
    public string[] Kinds => [.. _pass.Kinds.Select(kind => kind.Key)];

    /// <summary>Opens a run: settings, credentials, org and store are checked before anything is read or written.</summary>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public static async Task<TimelineRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
        => await RunOpening.OpenAsync(request, host, cancel);

    /// <summary>Plans, and unless it was opened to plan only, writes and records: from where the last run ended to the end, or what a reviewed plan says.</summary>
    /// <param name="planned">Told of every decision, in the order of the plan.</param>
    /// <param name="written">Told of every outcome.</param>
    /// <param name="cancel">Ends the run: what is in flight stays in the journal, and the next run settles it.</param>
    /// <exception cref="SyncException">Any kind that stops a run; <see cref="Result"/> says how far it came.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<RunResult> ExecuteAsync(Action<PlanLine>? planned, Action<SyncOutcome>? written, CancellationToken cancel)
    {
        Exception? fault = null;
        try
        {
            IAsyncEnumerable<Change> changes = ChangesAsync(planned, cancel);
            if (_request.PlanOnly)
            {
                await foreach (Change _ in changes)
                {
                }
            }
            else
            {
                await foreach (SyncOutcome outcome in WriteAsync(changes, cancel))
                {
                    written?.Invoke(outcome);
                }
            }
        }
        catch (Exception stopped) when (stopped is SyncException or OperationCanceledException)
        {
            fault = stopped;
            throw;
        }
        finally
        {
            await CompleteAsync(fault, cancel);
        }

        return Result;
    }

    /// <summary>Plans what the request asks for: a reviewed plan, single activities, or what is new.</summary>
    public IAsyncEnumerable<Decision> PlanRequestAsync(CancellationToken cancel) => _request switch
    {
        { PlanPath: { } path } => PlanAsync(PlanFile.ReadAsync(path, cancel), cancel),
        { ActivityKeys.Length: > 0 } or { Contacts.Length: > 0 } => TellingAsync(_pass.PlanAsync(_choice.ReadAsync(_request.ActivityKeys, _request.Contacts, cancel), cancel), cancel),
        _ => PlanAsync(cancel),
    };

    /// <summary>Plans from where the last run ended: first what waits, then what is new, kind by kind.</summary>
    public IAsyncEnumerable<Decision> PlanAsync(CancellationToken cancel) => TellingAsync(_pass.PlanAsync(cancel), cancel);

    /// <summary>Plans these activities by the ordinary rules; no cursor moves and none of them is set aside to wait (O27).</summary>
    public IAsyncEnumerable<Decision> PlanAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
        => TellingAsync(_pass.PlanAsync(activities, cancel), cancel);

    /// <summary>Plans what a reviewed plan says: each row is read again, and what no longer holds is skipped as <c>PlanStale</c> (O27). No cursor moves.</summary>
    public IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, CancellationToken cancel)
        => TellingAsync(_pass.PlanAsync(lines, cancel), cancel);

    /// <summary>Writes changes as they come, and tells what became of each.</summary>
    /// <exception cref="SyncException">Any kind that stops a run; what was written before stays recorded.</exception>
    public async IAsyncEnumerable<SyncOutcome> WriteAsync(IAsyncEnumerable<Change> changes, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (_books.Lease is not { } lease)
        {
            throw new InvalidOperationException("A run that was opened to plan only writes nothing.");
        }

        ChangeCarrier carrier = new(_writer, _books.Store, lease, _ledger.RunId, _host.Clock, _host.Chance);
        int done = 0;
        await foreach (Outcome outcome in carrier.CarryAsync(changes, cancel))
        {
            _ledger.Add(outcome);
            done += outcome.Fault is null ? 1 : 0;
            yield return SyncOutcome.Of(outcome, done);
        }
    }

    /// <summary>Ends the run: what is noted is stored, and the cursors move past all that is settled.</summary>
    /// <param name="fault">What stopped the run; null when nothing did.</param>
    /// <param name="cancel">Cancelled when the run was.</param>
    public async Task<RunResult> CompleteAsync(Exception? fault, CancellationToken cancel)
    {
        string ending = fault switch
        {
            SyncException stopped => stopped.Kind.ToString(),
            null when !cancel.IsCancellationRequested => "completed",
            _ => "canceled",
        };
        _record = _record with { Ending = ending, EndedAt = _host.Clock.GetUtcNow() };
        if (_books.Lease is { } lease && fault is not SyncException { Kind: FaultKind.LeaseLost or FaultKind.StoreUnavailable })
        {
            await _ledger.FlushAsync(CancellationToken.None);
            await _books.Store.SaveRunAsync(lease, Counted(), CancellationToken.None);
        }

        return Result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _books.DisposeAsync();
        _ledger.Dispose();
        _session.Dispose();
    }

    private async IAsyncEnumerable<Decision> TellingAsync(IAsyncEnumerable<Decision> decisions, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Decision decision in decisions.WithCancellation(cancel))
        {
            if (decision is Skip)
            {
                Skipped?.Invoke(PlanLine.Of(decision));
            }

            yield return decision;
        }
    }

    private async IAsyncEnumerable<Change> ChangesAsync(Action<PlanLine>? planned, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Decision decision in PlanRequestAsync(cancel))
        {
            planned?.Invoke(PlanLine.Of(decision));
            if (decision is Change change)
            {
                yield return change;
            }
        }
    }

    private RunRecord Counted() => _ledger.Count.In(_record) with { HubSpotCalls = _session.HubSpot.Meter.Count, SalesforceCalls = _session.Salesforce.Meter.Count };
}
