using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncSetting: what a settings file says, checked, with every default filled in.</summary>
[Cmdlet(VerbsCommon.Get, "SyncSetting")]
[OutputType(typeof(SyncSetting))]
public sealed class GetSyncSettingCommand : SettingCmdlet
{
    /// <inheritdoc/>
    protected override void Finish() => WriteObject(new SettingReader().Read(SettingFile));
}
