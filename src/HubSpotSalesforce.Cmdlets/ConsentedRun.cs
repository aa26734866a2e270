using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>A run in one direction as a cmdlet shows it: each change is asked for, each outcome and skip is told.</summary>
internal sealed class ConsentedRun
{
    private readonly SyncCmdlet _cmdlet;
    private readonly DirectedRun _run;
    private readonly RunProgress _progress;
    private readonly bool _isPlanOnly;
    private readonly WhatIfCount _planned = new();

    public ConsentedRun(SyncCmdlet cmdlet, DirectedRun run, RunProgress progress, bool isPlanOnly)
    {
        _cmdlet = cmdlet;
        _run = run;
        _progress = progress;
        _isPlanOnly = isPlanOnly;
        run.Conflicted += (fault, issue) => cmdlet.Post(() => cmdlet.WriteError(SyncCmdlet.Record(fault, issue)));    // the run goes on
    }

    /// <summary>The run.</summary>
    public DirectedRun Run => _run;

    /// <summary>Tells of a skip, with its reason.</summary>
    public void Skipped(PlanLine line) => _cmdlet.Post(() =>
    {
        _cmdlet.WriteVerbose($"Skipped {line.Key} ({line.Reason}): {line.Sentence}");
        Tell(line.Kind);
    });

    /// <summary>Asks for each change of a plan and writes those that were consented to.</summary>
    public async Task CarryAsync(IAsyncEnumerable<Decision> plan, CancellationToken cancel)
    {
        // A plan is data, so consent is a filter on it: -WhatIf and -Confirm need no second path.
        IAsyncEnumerable<Change> changes = Consented(plan, cancel);
        if (_isPlanOnly)
        {
            await foreach (Change _ in changes.WithCancellation(cancel))
            {
            }

            return;    // -WhatIf has told of each, and consented to none
        }

        await foreach (SyncOutcome outcome in _run.WriteAsync(changes, cancel))
        {
            _cmdlet.Post(() => Show(outcome));
        }
    }

    /// <summary>Ends the run and sums it up.</summary>
    /// <param name="fault">What stopped it; null when nothing did.</param>
    /// <param name="cancel">Cancelled when the run was.</param>
    public async Task EndAsync(SyncException? fault, CancellationToken cancel)
    {
        RunResult result = await _run.CompleteAsync(fault, cancel);
        _cmdlet.Post(() =>
        {
            if (_isPlanOnly)
            {
                _cmdlet.Remark("Run", _planned.Total(_run.Target, result));
            }
            else
            {
                _cmdlet.Milestone("Run", result);
            }
        });
    }

    /// <summary>Ends a run that nobody listens to any more: what is settled is recorded, and the store is free for the next one.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await using (_run)
            {
                await _run.CompleteAsync(fault: null, new CancellationToken(canceled: true));
            }
        }
        catch (SyncException)
        {
            // What was not recorded is in the journal, and the next run settles it.
        }
    }

    private async IAsyncEnumerable<Change> Consented(IAsyncEnumerable<Decision> plan, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Decision decision in plan.WithCancellation(cancel))
        {
            if (decision is not Change change)
            {
                continue;
            }

            _planned.Add(change);
            if (await _cmdlet.Ask(() => _cmdlet.ShouldProcess(change.Activity.Key, $"{change.Action} {Named(change.Target)} '{change.Subject}'"), cancel))
            {
                yield return change;
            }
            else if (!_isPlanOnly)
            {
                _run.Decline();
            }
        }
    }

    private static string Named(string target) => target switch
    {
        "Task" => "task",
        "Event" => "event",
        _ => $"HubSpot {target.TrimEnd('s')}",
    };

    private void Show(SyncOutcome outcome)
    {
        Tell(outcome.Kind);
        if (outcome.Fault is { } fault)
        {
            _cmdlet.WriteError(SyncCmdlet.Record(fault, outcome.Change));    // one record failed; the run goes on
        }
        else
        {
            _cmdlet.WriteObject(outcome);
        }
    }

    private void Tell(string kind) => _progress.Show(_cmdlet, () =>
    {
        RunResult now = _run.Result;
        string counts = $"{now.Read} read, {now.Created} created, {now.Updated} updated, {now.Unchanged} unchanged, {now.Skipped.Values.Sum()} skipped, {now.Failed} failed";
        return new RunStep(counts, now.Read, kind, _run.Kinds);
    });
}
