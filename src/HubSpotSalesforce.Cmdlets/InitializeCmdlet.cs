using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that prepare one side: each step is asked for, taken, and told.</summary>
public abstract class InitializeCmdlet : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void Finish()
    {
        string settings = SettingFile;
        RunHost host = NewHost();

        Run(async cancel =>
        {
            using Preparation preparation = await OpenAsync(settings, host, cancel);
            if (preparation.Idle is { } idle)
            {
                Post(() => WriteWarning(idle));
            }

            IReadOnlyList<SetupStep> steps = await preparation.PlanAsync(cancel);
            if (IsWhatIf)
            {
                Post(() => Foresee(preparation.Place, steps));
                return;
            }

            foreach (SetupStep step in steps)
            {
                SetupStep result = step.Status == "needed" && await Ask(() => ShouldProcess(step.Target, step.Action), cancel)
                    ? await preparation.ApplyAsync(step, cancel)
                    : step;
                Post(() => Show(preparation.Side.ToString(), result));
            }
        });
    }

    /// <summary>Opens the preparation.</summary>
    private protected abstract Task<Preparation> OpenAsync(string settings, RunHost host, CancellationToken cancel);

    // One line of -WhatIf: the steps below it say the rest.
    private void Foresee(string place, IReadOnlyList<SetupStep> steps)
    {
        int needed = steps.Count(step => step.Status == "needed");
        if (needed > 0)
        {
            ShouldProcess(place, $"take the {needed} steps that are needed");
        }

        WriteObject(steps, enumerateCollection: true);
    }

    private void Show(string side, SetupStep step)
    {
        if (step.Status == "refused")
        {
            WriteError(Record(new SyncException(
                FaultKind.OrgUnready, step.Target, $"{side} refuses this step: {step.Detail} Or ask an administrator to do it: {step.Action}"), step));
        }
        else
        {
            WriteObject(step);
        }
    }
}
