using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Initialize-SalesforceOrg: creates the fields and the rights that tasks from HubSpot need.</summary>
[Cmdlet(VerbsData.Initialize, "SalesforceOrg", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SetupStep))]
public sealed class InitializeSalesforceOrgCommand : InitializeCmdlet
{
    /// <inheritdoc/>
    private protected override Task<Preparation> OpenAsync(string settings, RunHost host, CancellationToken cancel) => Preparation.OfOrgAsync(settings, host, cancel);
}
