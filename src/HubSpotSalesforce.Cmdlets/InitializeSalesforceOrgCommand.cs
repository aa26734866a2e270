using System.Management.Automation;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Initialize-SalesforceOrg: creates the fields and the rights that tasks from HubSpot need.</summary>
[Cmdlet(VerbsData.Initialize, "SalesforceOrg", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OrgStep))]
public sealed class InitializeSalesforceOrgCommand : SettingCmdlet
{
    /// <inheritdoc/>
    protected override void Finish()
    {
        string settings = SettingFile;
        RunHost host = NewHost();

        Run(async cancel =>
        {
            using OrgPreparation preparation = await OrgPreparation.OpenAsync(settings, host, cancel);
            List<OrgStep> told = [];
            foreach (OrgStep step in await preparation.PlanAsync(cancel))
            {
                OrgStep result = step.Status == "needed" && await Ask(() => ShouldProcess(step.Target, step.Action), cancel)
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

    private void Show(OrgStep step)
    {
        if (step.Status == "refused")
        {
            WriteError(Record(new SyncException(
                FaultKind.OrgUnready, step.Target, $"Salesforce refuses this step: {step.Detail} Ask an administrator to do it: {step.Action}"), step));
        }
        else
        {
            WriteObject(step);
        }
    }
}
