using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Initialize-HubSpotPortal: creates the properties that activities from Salesforce need.</summary>
[Cmdlet(VerbsData.Initialize, "HubSpotPortal", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SetupStep))]
public sealed class InitializeHubSpotPortalCommand : InitializeCmdlet
{
    /// <inheritdoc/>
    private protected override Task<Preparation> OpenAsync(string settings, RunHost host, CancellationToken cancel) => Preparation.OfPortalAsync(settings, host, cancel);
}
