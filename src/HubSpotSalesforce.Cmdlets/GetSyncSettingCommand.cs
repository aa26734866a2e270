using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncSetting: what a settings file says, checked, with every default filled in.</summary>
[Cmdlet(VerbsCommon.Get, "SyncSetting")]
[OutputType(typeof(SyncSetting))]
public sealed class GetSyncSettingCommand : SettingFileCmdlet
{
    private protected override void TakeFile() => WriteObject(new SettingReader().Read(SettingFile));
}
