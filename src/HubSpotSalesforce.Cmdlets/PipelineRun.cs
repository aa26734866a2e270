using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The run of a cmdlet that takes activities page by page: opened with the first page, and ended after the last.</summary>
internal sealed class PipelineRun
{
    private readonly SyncCmdlet _cmdlet;
    private readonly RunProgress _progress;
    private readonly Side _target;
    private ConsentedRun? _run;
    private bool _wasOpened;

    /// <summary>Prepares a run; nothing is opened yet.</summary>
    /// <param name="cmdlet">The cmdlet that shows it.</param>
    /// <param name="target">The side it writes to.</param>
    public PipelineRun(SyncCmdlet cmdlet, Side target)
    {
        _cmdlet = cmdlet;
        _target = target;
        _progress = new RunProgress(target == Side.Salesforce ? "Salesforce tasks" : "HubSpot activities");
    }

    /// <summary>Writes a page, or what the request names; opens the run before, where it is the first.</summary>
    /// <param name="open">Opens the run.</param>
    /// <param name="isPlanOnly">Whether changes are only told.</param>
    /// <param name="page">The page; null for what the request names.</param>
    public void Carry(Func<CancellationToken, Task<DirectedRun>> open, bool isPlanOnly, IReadOnlyCollection<Activity>? page)
    {
        _wasOpened = true;
        try
        {
            _cmdlet.Run(async cancel =>
            {
                ConsentedRun run = _run ??= Shown(await open(cancel), isPlanOnly);
                await run.CarryAsync(page is null ? run.Run.PlanRequestAsync(cancel) : run.Run.PlanAsync(page, cancel), cancel);
            });
        }
        catch (SyncException fault)
        {
            End(fault);
            throw;
        }
    }

    /// <summary>Ends the run, if it was opened, and sums it up.</summary>
    /// <param name="fault">What stopped it; null when nothing did.</param>
    public void End(SyncException? fault = null)
    {
        if (_run is not { } run)
        {
            if (!_wasOpened && _cmdlet.IsWhatIf)
            {
                _cmdlet.Remark("Run", WhatIfCount.Nothing(_target));    // a pipeline that brought nothing
            }

            return;
        }

        _run = null;
        _cmdlet.Run(async cancel =>
        {
            await using (run.Run)
            {
                await run.EndAsync(fault, cancel);
            }
        });
        _progress.Complete(_cmdlet);
    }

    /// <summary>Closes what is still open: stopped, or left early by Select-Object -First.</summary>
    public void Close()
    {
        if (_run is { } run)
        {
            _run = null;
            run.CloseAsync().GetAwaiter().GetResult();
        }
    }

    private ConsentedRun Shown(DirectedRun run, bool isPlanOnly)
    {
        ConsentedRun shown = new(_cmdlet, run, _progress, isPlanOnly);
        run.Skipped += shown.Skipped;
        run.Warned += warning => _cmdlet.Post(() => _cmdlet.WriteWarning(warning));
        run.Missed += fault => _cmdlet.Post(() => _cmdlet.WriteError(SyncCmdlet.Record(fault)));
        return shown;
    }
}
