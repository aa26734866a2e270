using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Test-SyncConnection: looks at all a run needs of both sides, and says of each whether it is right or how to set it right.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SyncConnection")]
[OutputType(typeof(ConnectionFinding))]
public sealed class TestSyncConnectionCommand : ConnectedCmdlet
{
    private readonly HashSet<string> _systems = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sides to look at; both by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("HubSpot", "Salesforce")]
    public string[] System { get; set; } = [];

    /// <inheritdoc/>
    protected override void Take() => _systems.UnionWith(System);

    /// <inheritdoc/>
    protected override void Finish()
    {
        string settings = SettingFile;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            using ConnectionDoctor doctor = await ConnectionDoctor.OpenAsync(settings, host, cancel);
            await foreach (ConnectionFinding finding in doctor.LookAsync([.. _systems], cancel))
            {
                Post(() => WriteObject(finding));
            }
        });
    }
}
