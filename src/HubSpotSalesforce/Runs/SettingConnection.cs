using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>The connections a settings file describes, each on its own: the secret of the other side is left alone.</summary>
public static class SettingConnection
{
    /// <summary>The connection to HubSpot.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<(HubSpotOptions Options, bool AllowsLoopback)> HubSpotAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        SyncSetting setting = Read(settingPath, host);
        return (await SyncSession.HubSpotAsync(setting, host, cancel), setting.AllowLoopback);
    }

    /// <summary>The connection to Salesforce.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<(SalesforceOptions Options, bool AllowsLoopback)> SalesforceAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        SyncSetting setting = Read(settingPath, host);
        return (await SyncSession.SalesforceAsync(setting, host, cancel), setting.AllowLoopback);
    }

    // A token that is given where the file belongs must not be repeated as the name of one that does not exist.
    private static SyncSetting Read(string path, RunHost host) => TokenShape.IsIn(path) && !File.Exists(path)
        ? throw new SyncException(FaultKind.SettingsInvalid, "SettingPath", "What was given as the settings file looks like a secret, and is not shown. Give a secret as a SecureString, as from Read-Host -AsSecureString, or the path of a settings file.")
        : new SettingReader(host.Environment).Read(path, host.Parameters);
}
