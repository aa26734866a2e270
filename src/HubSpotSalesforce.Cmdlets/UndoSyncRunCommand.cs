using System.Management.Automation;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Undo-SyncRun: takes back what a run wrote to Salesforce, except what was written since.</summary>
[Cmdlet(VerbsCommon.Undo, "SyncRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SyncOutcome))]
public sealed class UndoSyncRunCommand : ConnectedCmdlet
{
    private readonly RunProgress _progress = new("Undo");

    /// <summary>The id of the run to take back; a run that is piped in brings its own. What is about one activity of a run is refused.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NamedBy(nameof(RunId), NotWith = "Key", IsOne = true, Advice = "A run is taken back whole: pipe the run itself, from Get-SyncRun, or give its id.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UndoableRunCompleter))]
    public string RunId { get; set; } = "";

    /// <summary>Deletes more tasks than limits.maxDeletes, and asks no questions.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Take()
    {
        try
        {
            TakeBack();
        }
        catch (SyncException fault) when (MyInvocation.ExpectingInput && (fault.IsAboutOneRecord || fault.Kind == FaultKind.LimitReached))
        {
            WriteError(Record(fault));    // the other runs of the pipeline are taken back all the same
        }

        _progress.Complete(this);
    }

    private void TakeBack()
    {
        string settings = SettingFile;
        string id = RunId;
        RunHost host = NewHost();
        bool isPlan = IsWhatIf;

        Run(async cancel =>
        {
            await using UndoRun undo = await UndoRun.OpenAsync(settings, id, isPlan, host, cancel);
            IReadOnlyList<UndoChange> plan = await undo.PlanAsync(Force || isPlan, cancel);
            foreach (UndoChange refused in plan.Where(change => change.Refusal is not null))
            {
                Post(() => WriteError(Record(refused.Refusal!, refused)));
            }

            if (isPlan && !Force && undo.TooMuch(plan) is { } tooMuch)
            {
                Post(() => WriteWarning($"A run would stop here. {tooMuch}; -Force goes past it."));
            }

            List<Change> changes = await ConsentedAsync(undo, [.. plan.Select(change => change.Change).OfType<Change>()], cancel);
            if (isPlan)
            {
                Post(() => Remark("Run", Total(plan)));
            }
            else if (changes.Count > 0)
            {
                await WriteAsync(undo, changes, cancel);
            }
        });
    }

    private static string Total(IReadOnlyList<UndoChange> plan)
    {
        int deletes = plan.Count(change => change.Change?.Action == Change.Delete);
        int updates = plan.Count(change => change.Change?.Action == Change.Update);
        int taken = plan.Count(change => change.IsTakenBack);
        string already = taken == 0 ? "" : $", {taken} taken back already";
        return $"What if: {deletes} tasks would be deleted, {updates} given back their former values, {plan.Count - deletes - updates - taken} left as they are{already}.";
    }

    private async Task<List<Change>> ConsentedAsync(UndoRun undo, List<Change> plan, CancellationToken cancel)
    {
        List<Change> consented = [];
        foreach (Change change in plan)
        {
            string action = change.Action == Change.Delete ? $"delete task '{change.Subject}'" : $"give task '{change.Subject}' its former {string.Join(", ", change.Fields.Keys)}";
            if (IsForced || await Ask(() => ShouldProcess(change.Activity.Key, action), cancel))
            {
                consented.Add(change);
            }
            else if (!IsWhatIf)
            {
                undo.Decline();
            }
        }

        return consented;
    }

    // -WhatIf and -Confirm go before -Force.
    private bool IsForced => Force && !IsWhatIf && !MyInvocation.BoundParameters.ContainsKey("Confirm");

    private async Task WriteAsync(UndoRun undo, List<Change> changes, CancellationToken cancel)
    {
        SyncException? fault = null;
        try
        {
            await foreach (SyncOutcome outcome in undo.WriteAsync(Streamed(changes, cancel), cancel))
            {
                Post(() => Show(outcome, changes.Count));
            }
        }
        catch (SyncException stopped)
        {
            fault = stopped;
            throw;
        }
        finally
        {
            RunResult result = await undo.CompleteAsync(fault, cancel);
            Post(() => Milestone("Run", result));
        }
    }

    private static async IAsyncEnumerable<Change> Streamed(List<Change> changes, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (Change change in changes)
        {
            cancel.ThrowIfCancellationRequested();
            yield return change;
            await Task.CompletedTask;
        }
    }

    private void Show(SyncOutcome outcome, int all)
    {
        _progress.Show(this, () => new RunStep($"{outcome.Done} of {all} taken back", outcome.Done, null, []) { Total = all });
        if (outcome.Fault is { } fault)
        {
            WriteError(Record(fault, outcome.Change));
        }
        else
        {
            WriteObject(outcome);
        }
    }
}
