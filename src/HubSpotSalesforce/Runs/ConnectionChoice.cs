using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>The connections a host brings and those of a settings file, and which of them a run would use.</summary>
public sealed class ConnectionChoice
{
    private const string OfSession = "session";
    private const string OfSetting = "settings";

    private readonly RunHost _host;
    private readonly SyncSetting? _setting;

    private ConnectionChoice(RunHost host, SyncSetting? setting)
    {
        _host = host;
        _setting = setting;
    }

    /// <summary>Reads the settings; no secret is asked for.</summary>
    /// <param name="settingPath">The settings file; null for the host's own connections alone.</param>
    /// <param name="host">Brings connections.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>.</exception>
    public static ConnectionChoice Open(string? settingPath, RunHost host)
        => new(host, settingPath is null ? null : new SettingReader(host.Environment).Read(settingPath, host.Parameters));

    /// <summary>Returns the connections, HubSpot's first, and of each side the one that is used first.</summary>
    public SyncConnection[] List() =>
    [
        .. new[] { Session(_host.HubSpot), Setting(_setting?.HubSpot), Session(_host.Salesforce), Setting(_setting?.Salesforce) }.OfType<SyncConnection>(),
    ];

    /// <summary>Asks the other side of a connection who it is.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>, <see cref="FaultKind.Unauthorized"/> and the kinds any request can meet.</exception>
    public async Task<ConnectionReport> AskAsync(SyncConnection connection, CancellationToken cancel)
    {
        bool isSession = connection.Source == OfSession;
        if (connection.System == SyncConnection.HubSpot)
        {
            HubSpotOptions hubSpot = isSession ? _host.HubSpot! : await SyncSession.HubSpotAsync(_setting!, _host, cancel);
            return await ConnectionCheck.AskAsync(hubSpot, AllowsLoopback(hubSpot.BaseUrl), _host, cancel);
        }

        SalesforceOptions salesforce = isSession ? _host.Salesforce! : await SyncSession.SalesforceAsync(_setting!, _host, cancel);
        return await ConnectionCheck.AskAsync(salesforce, AllowsLoopback(salesforce.LoginUrl), _host, cancel);
    }

    // The settings decide, as in a run. Without any it was decided when the session connected.
    private bool AllowsLoopback(Uri url) => _setting?.AllowLoopback ?? url.IsLoopback;

    private static SyncConnection? Session(HubSpotOptions? options) => options is null ? null : new SyncConnection
    {
        System = SyncConnection.HubSpot,
        Source = OfSession,
        IsUsed = true,
        Url = options.BaseUrl.ToString(),
        Credential = "token",
    };

    private static SyncConnection? Session(SalesforceOptions? options) => options is null ? null : new SyncConnection
    {
        System = SyncConnection.Salesforce,
        Source = OfSession,
        IsUsed = true,
        Url = options.LoginUrl.ToString(),
        Credential = options.PrivateKey is null ? "client secret" : "private key",
        ClientId = options.ClientId,
        Username = options.Username,
    };

    private SyncConnection? Setting(HubSpotSetting? setting) => setting is null ? null : new SyncConnection
    {
        System = SyncConnection.HubSpot,
        Source = OfSetting,
        IsUsed = _host.HubSpot is null,
        Url = setting.BaseUrl.ToString(),
        Credential = setting.Token.ToString(),
    };

    private SyncConnection? Setting(SalesforceSetting? setting) => setting is null ? null : new SyncConnection
    {
        System = SyncConnection.Salesforce,
        Source = OfSetting,
        IsUsed = _host.Salesforce is null,
        Url = setting.LoginUrl.ToString(),
        Credential = (setting.PrivateKey ?? setting.ClientSecret)?.ToString() ?? "",
        ClientId = setting.ClientId,
        Username = setting.Username,
    };
}
