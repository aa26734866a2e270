using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>Checked settings and the two clients they lead to; nothing is sent before it is asked for.</summary>
internal sealed class SyncSession : IDisposable
{
    private SyncSession(SyncSetting setting, HubSpotClient hubSpot, SalesforceClient salesforce)
    {
        Setting = setting;
        HubSpot = hubSpot;
        Salesforce = salesforce;
    }

    public SyncSetting Setting { get; }

    public HubSpotClient HubSpot { get; }

    public SalesforceClient Salesforce { get; }

    /// <summary>Reads the settings and resolves their secrets.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<SyncSession> OpenAsync(string settingPath, RunHost host, CancellationToken cancel) => await OpenAsync(settingPath, host, lacking: null, cancel);

    /// <summary>Reads the settings and resolves those of their secrets that are there.</summary>
    /// <param name="settingPath">The settings file.</param>
    /// <param name="host">Brings secrets, time and connections.</param>
    /// <param name="lacking">Told of a side whose secret is not to be had, and which must not be asked anything; null where that is an error.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<SyncSession> OpenAsync(string settingPath, RunHost host, Action<string, SyncException>? lacking, CancellationToken cancel)
    {
        SyncSetting setting = new SettingReader(host.Environment).Read(settingPath, host.Parameters);
        HubSpotOptions hubSpot = await FoundAsync(ChosenHubSpotAsync(setting, host, cancel), SyncConnection.HubSpot, () => new(setting.HubSpot.BaseUrl, ""), lacking);
        SalesforceOptions salesforce = await FoundAsync(
            ChosenSalesforceAsync(setting, host, cancel), SyncConnection.Salesforce, () => new() { LoginUrl = setting.Salesforce.LoginUrl, ClientId = setting.Salesforce.ClientId }, lacking);
        HostGuard guard = new(setting.AllowLoopback);
        SyncSession session = new(
            setting,
            new HubSpotClient(hubSpot, guard, host.Clock, host.Chance),
            new SalesforceClient(salesforce, guard, host.Clock, host.Chance));
        session.HubSpot.Meter.Share = setting.Limits.HubSpotCalls.Of;
        session.Salesforce.Meter.Share = setting.Limits.SalesforceCalls.Of;
        session.HubSpot.Requested += host.Requested;
        session.Salesforce.Requested += host.Requested;
        return session;
    }

    private static async Task<T> FoundAsync<T>(Task<T> chosen, string system, Func<T> bare, Action<string, SyncException>? lacking)
    {
        try
        {
            return await chosen;
        }
        catch (SyncException fault) when (fault.Kind == FaultKind.SecretUnavailable && lacking is not null)
        {
            lacking(system, fault);
            return bare();
        }
    }

    /// <summary>The connection to HubSpot that a run uses: the host's, that of its profile, that of the settings.</summary>
    public static async Task<HubSpotOptions> ChosenHubSpotAsync(SyncSetting setting, RunHost host, CancellationToken cancel)
        => host.HubSpot ?? (host.Profile is { HasHubSpot: true } profile ? await profile.HubSpotAsync(host, cancel) : await HubSpotAsync(setting, host, cancel));

    /// <summary>The connection to Salesforce that a run uses: the host's, that of its profile, that of the settings.</summary>
    public static async Task<SalesforceOptions> ChosenSalesforceAsync(SyncSetting setting, RunHost host, CancellationToken cancel)
        => host.Salesforce ?? (host.Profile is { HasSalesforce: true } profile
            ? (await profile.SalesforceAsync(host, cancel)) with { ApiVersion = setting.Salesforce.ApiVersion }
            : await SalesforceAsync(setting, host, cancel));

    /// <summary>The connection to HubSpot that settings describe.</summary>
    public static async Task<HubSpotOptions> HubSpotAsync(SyncSetting setting, RunHost host, CancellationToken cancel)
        => new(setting.HubSpot.BaseUrl, await SecretAsync(host, setting.HubSpot.Token, cancel));

    /// <summary>The connection to Salesforce that settings describe.</summary>
    public static async Task<SalesforceOptions> SalesforceAsync(SyncSetting setting, RunHost host, CancellationToken cancel) => new()
    {
        LoginUrl = setting.Salesforce.LoginUrl,
        ClientId = setting.Salesforce.ClientId,
        ClientSecret = setting.Salesforce.ClientSecret is { } secret ? await SecretAsync(host, secret, cancel) : null,
        PrivateKey = setting.Salesforce.PrivateKey is { } key ? await SecretAsync(host, key, cancel) : null,
        Username = setting.Salesforce.Username,
        ApiVersion = setting.Salesforce.ApiVersion,
    };

    public void Dispose()
    {
        HubSpot.Dispose();
        Salesforce.Dispose();
    }

    /// <summary>Gives the secret of a reference.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<string> SecretAsync(RunHost host, SecretReference reference, CancellationToken cancel)
    {
        string secret = (await host.Secrets.ResolveAsync(reference, cancel))?.Trim() ?? "";
        if (secret.Length == 0)
        {
            throw reference.Unavailable($"'{reference}' leads to nothing.", "Store the secret there, or refer to another place.");
        }

        // A key in PEM has lines; a token with a line break in it is a copying mistake that would end in an obscure error.
        return secret.Any(char.IsControl) && !secret.StartsWith("-----BEGIN", StringComparison.Ordinal)
            ? throw reference.Unavailable($"What '{reference}' leads to has line breaks or control characters in it.", "Store the secret alone, on one line.")
            : secret;
    }
}
