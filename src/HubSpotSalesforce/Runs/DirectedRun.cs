using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>One run in one direction: plans what to write, writes what was consented to, and records it.</summary>
/// <remarks>Open it, write the plan or the part of it that is wanted, complete it, dispose of it. For one caller at a time.</remarks>
public abstract class DirectedRun : IAsyncDisposable
{
    private const string Completed = "completed";
    private const int RunsKept = 1_000;

    private readonly RunParts _parts;
    private RunRecord _record;

    private protected DirectedRun(RunParts parts, RunRecord record)
    {
        _parts = parts;
        _record = record;
    }

    /// <summary>Raised for every activity that is skipped or unchanged, on any thread.</summary>
    public event Action<PlanLine>? Skipped;

    /// <summary>Raised for what a person should know and that stops nothing, such as kinds the account does not include; on any thread.</summary>
    public event Action<string>? Warned;

    /// <summary>Raised for a key or contact of the request that names nothing, where the request goes past them; on any thread.</summary>
    public event Action<SyncException>? Missed;

    /// <summary>Raised for a field that both sides changed and of which a person has to say what stays (R52), when it is met first; on any thread.</summary>
    public event Action<SyncException, SyncIssue>? Conflicted;

    /// <summary>The kinds or families it takes, by settings key.</summary>
    public abstract string[] Kinds { get; }

    /// <summary>The side it writes to.</summary>
    public abstract Side Target { get; }

    /// <summary>What the run did so far.</summary>
    public RunResult Result => RunResult.Of(Counted()) with { Conflicts = _parts.Footing.Conflicts.Count };

    private protected RunRequest Request => _parts.Footing.Request;

    private protected RunBooks Books => _parts.Footing.Books;

    private protected SyncSetting Setting => _parts.Footing.Session.Setting;

    private protected DateTimeOffset Now => _parts.Footing.Host.Clock.GetUtcNow();

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
            if (Request.PlanOnly)
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
    public abstract IAsyncEnumerable<Decision> PlanRequestAsync(CancellationToken cancel);

    /// <summary>Plans these activities by the ordinary rules; no cursor moves and none of them is set aside to wait (O27).</summary>
    public abstract IAsyncEnumerable<Decision> PlanAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel);

    /// <summary>Writes changes as they come, and tells what became of each.</summary>
    /// <exception cref="SyncException">Any kind that stops a run; what was written before stays recorded.</exception>
    public async IAsyncEnumerable<SyncOutcome> WriteAsync(IAsyncEnumerable<Change> changes, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (_parts.Carrier is not { } carrier)
        {
            throw new InvalidOperationException("A run that was opened to plan only writes nothing.");
        }

        int done = 0;
        await foreach (Outcome outcome in SettledAsync(carrier.CarryAsync(changes, cancel), cancel))
        {
            done += outcome.Fault is null ? 1 : 0;
            yield return SyncOutcome.Of(outcome, done);
        }
    }

    /// <summary>Takes note of a change that somebody said no to: it is counted, and as it has no outcome, the next run plans it again.</summary>
    public void Decline() => _parts.Ledger.Count.AddDeclined();

    /// <summary>Ends the run: what is noted is stored, and the cursors move past all that is settled.</summary>
    /// <param name="fault">What stopped the run; null when nothing did.</param>
    /// <param name="cancel">Cancelled when the run was.</param>
    public async Task<RunResult> CompleteAsync(Exception? fault, CancellationToken cancel)
    {
        string ending = fault switch
        {
            SyncException stopped => stopped.Kind.ToString(),
            null when !cancel.IsCancellationRequested => Completed,
            _ => "canceled",
        };
        _record = _record with { Ending = ending, EndedAt = _parts.Footing.Host.Clock.GetUtcNow() };
        if (Books.Lease is { } lease && fault is not SyncException { Kind: FaultKind.LeaseLost } and not SyncException { IsAboutStore: true })
        {
            await _parts.Ledger.FlushAsync(CancellationToken.None);
            await Books.SaveRunAsync(Counted(), CancellationToken.None);
            await Books.Store.ForgetRunsAsync(lease, _parts.Footing.Host.Clock.GetUtcNow() - _parts.Footing.Session.Setting.Store.Keep, RunsKept, CancellationToken.None);
        }

        if (ending == Completed)
        {
            await _parts.Footing.LookForConflictsAsync(cancel);
            TellWaiting();
        }

        return Result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _parts.Ledger.Dispose();
        if (!_parts.IsShared)
        {
            await _parts.Footing.DisposeAsync();
        }
    }

    private protected void Warn(string said) => Warned?.Invoke(said);

    /// <summary>Tells of what names nothing; stops the run unless the request goes past it.</summary>
    private protected void Miss(SyncException fault)
    {
        if (!Request.GoesPastMissing)
        {
            throw fault;
        }

        Missed?.Invoke(fault);
    }

    /// <summary>Tells how many keys are left to the other direction.</summary>
    private protected void WarnLeftOut(int count, string whose, string taking)
    {
        if (count > 0)
        {
            Warn(count == 1
                ? $"1 key is of an activity {whose}, and was left out. {taking} takes it."
                : string.Create(CultureInfo.InvariantCulture, $"{count} keys are of activities {whose}, and were left out. {taking} takes them."));
        }
    }

    /// <summary>Passes outcomes on, and remembers what a server made of what was written (O6).</summary>
    private protected virtual IAsyncEnumerable<Outcome> SettledAsync(IAsyncEnumerable<Outcome> outcomes, CancellationToken cancel) => outcomes;

    private protected async IAsyncEnumerable<Decision> TellingAsync(IAsyncEnumerable<Decision> decisions, [EnumeratorCancellation] CancellationToken cancel)
    {
        TellNotes();
        int all = 0;
        int stale = 0;
        await foreach (Decision decision in decisions.WithCancellation(cancel))
        {
            all++;
            stale += decision is Skip { Because: SkipCode.PlanStale } ? 1 : 0;
            if (decision is Skip)
            {
                Skipped?.Invoke(PlanLine.Of(decision, Target));
            }

            TellConflicts();
            yield return decision;
        }

        if (stale > 0)
        {
            Warn(string.Create(CultureInfo.InvariantCulture, $"{stale} of {all} lines of the plan {(stale == 1 ? "does" : "do")} not hold any more (PlanStale). Make it anew with New-SyncPlan -OutFile (--plan-only --json)."));
        }

        TellNotes();
        TellConflicts();
    }

    // Both ways together tell it at their end.
    private void TellWaiting()
    {
        if (!_parts.IsShared && _parts.Footing.Conflicts.OfBefore is { } said)
        {
            Warn(said);
        }
    }

    private void TellConflicts()
    {
        foreach (SyncIssue issue in _parts.Footing.Conflicts.TakeNew())
        {
            Conflicted?.Invoke(issue.ToFault(), issue);
        }
    }

    private void TellNotes()
    {
        foreach (string said in _parts.Footing.TakeNotes())
        {
            Warn(said);
        }
    }

    private async IAsyncEnumerable<Change> ChangesAsync(Action<PlanLine>? planned, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Decision decision in PlanRequestAsync(cancel))
        {
            planned?.Invoke(PlanLine.Of(decision, Target));
            if (decision is Change change)
            {
                yield return change;
            }
        }
    }

    private RunRecord Counted() => _parts.Ledger.Count.In(_record) with
    {
        HubSpotCalls = _parts.Footing.Session.HubSpot.Meter.Count - _parts.HubSpotCallsBefore,
        SalesforceCalls = _parts.Footing.Session.Salesforce.Meter.Count - _parts.SalesforceCallsBefore,
    };
}
