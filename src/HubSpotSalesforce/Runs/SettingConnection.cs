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

    private static SyncSetting Read(string path, RunHost host) => new SettingReader(host.Environment).Read(path, host.Parameters);
}
