using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Test-SyncSetting: checks a settings file whole, and names each fault with its place and what to do.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SyncSetting")]
[OutputType(typeof(SettingCheck))]
public sealed class TestSyncSettingCommand : SettingFileCmdlet
{
    /// <summary>Also asks for each secret the file refers to, and throws away what it gets.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    private protected override void TakeFile()
    {
        string settings = SettingFile;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            SettingCheck check = await SettingCheck.CheckAsync(settings, IncludeSecret, host, cancel);
            Post(() => WriteObject(check));
        });
    }
}
