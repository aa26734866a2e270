using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The connections made by <c>Connect-HubSpot</c> and <c>Connect-Salesforce</c>: one of each per runspace, gone with the module.</summary>
/// <remarks>Per runspace, because two scripts in one process may work for two customers.</remarks>
public sealed class SessionConnection : IModuleAssemblyCleanup
{
    private static readonly ConditionalWeakTable<Runspace, SessionConnection> Sessions = [];

    internal static SessionConnection Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    internal HubSpotOptions? HubSpot { get; set; }

    internal SalesforceOptions? Salesforce { get; set; }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => Sessions.Remove(Runspace.DefaultRunspace);
}
