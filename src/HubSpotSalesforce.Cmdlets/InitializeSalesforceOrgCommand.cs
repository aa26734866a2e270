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
            foreach (OrgStep step in await preparation.PlanAsync(cancel))
            {
                OrgStep result = step.Status == "needed" && await Ask(() => ShouldProcess(step.Target, step.Action), cancel)
                    ? await preparation.ApplyAsync(step, cancel)
                    : step;
                Post(() => Show(result));
            }
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
