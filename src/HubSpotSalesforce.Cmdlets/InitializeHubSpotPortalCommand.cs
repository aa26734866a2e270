using System.Management.Automation;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Initialize-HubSpotPortal: creates the properties that activities from Salesforce need.</summary>
[Cmdlet(VerbsData.Initialize, "HubSpotPortal", SupportsShouldProcess = true)]
[OutputType(typeof(PortalStep))]
public sealed class InitializeHubSpotPortalCommand : SettingCmdlet
{
    /// <inheritdoc/>
    protected override void Finish()
    {
        string settings = SettingFile;
        RunHost host = NewHost();

        Run(async cancel =>
        {
            using PortalPreparation preparation = await PortalPreparation.OpenAsync(settings, host, cancel);
            List<PortalStep> told = [];
            foreach (PortalStep step in await preparation.PlanAsync(cancel))
            {
                PortalStep result = step.Status == "needed" && await Ask(() => ShouldProcess(step.Target, step.Action), cancel)
                    ? await preparation.ApplyAsync(step, cancel)
                    : step;
                if (IsWhatIf)
                {
                    told.Add(result);
                }
                else
                {
                    Post(() => Show(result));
                }
            }

            Post(() => told.ForEach(Show));    // below the lines of -WhatIf, not between them
        });
    }

    private void Show(PortalStep step)
    {
        if (step.Status == "refused")
        {
            WriteError(Record(new SyncException(
                FaultKind.OrgUnready, step.Target, $"HubSpot refuses this step: {step.Detail} Or ask an administrator to do it: {step.Action}"), step));
        }
        else
        {
            WriteObject(step);
        }
    }
}
