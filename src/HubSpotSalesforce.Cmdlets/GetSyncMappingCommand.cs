using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncMapping: tells which Salesforce field is which HubSpot property, and which way values travel.</summary>
[Cmdlet(VerbsCommon.Get, "SyncMapping")]
[OutputType(typeof(SyncMapping))]
public sealed class GetSyncMappingCommand : ConnectedCmdlet
{
    /// <summary>The families; all of them by default.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("tasks", "emails", "calls", "meetings")]
    public string[] Family { get; set; } = [];

    /// <summary>Asks both sides for the types, and tells what is wrong with mappings that cannot work.</summary>
    [Parameter]
    public SwitchParameter Test { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        MappingList mappings = new(SettingFile, NewHost());
        if (!Test)
        {
            WriteObject(mappings.List(Family), enumerateCollection: true);
            return;
        }

        Run(async cancel =>
        {
            foreach (SyncMapping mapping in await mappings.TestAsync(Family, cancel))
            {
                Post(() => WriteObject(mapping));
            }
        });
    }
}
