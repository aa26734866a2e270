using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>The connections a host brings and those of a settings file, and which of them a run would use.</summary>
public sealed class ConnectionChoice
{
    private const string OfSession = "session";
    private const string OfSetting = "settings";
    private const string OfProcess = "process";
    private const string OfUser = "user";

    private readonly RunHost _host;
    private readonly SyncSetting? _setting;

    private ConnectionChoice(RunHost host, SyncSetting? setting)
    {
        _host = host;
        _setting = setting;
    }

    private string Origin => _host.ConnectionName is null ? OfSession : OfProcess;

    /// <summary>Reads the settings; no secret is asked for.</summary>
    /// <param name="settingPath">The settings file; null for the host's own connections alone.</param>
    /// <param name="host">Brings connections.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>.</exception>
    public static ConnectionChoice Open(string? settingPath, RunHost host)
        => new(host, settingPath is null ? null : new SettingReader(host.Environment).Read(settingPath, host.Parameters));

    /// <summary>Returns the connections, HubSpot's first, and of each side the one that is used first.</summary>
    public SyncConnection[] List() =>
    [
        .. new[] { Session(_host.HubSpot), OfProfile(SyncConnection.HubSpot, _host.HubSpot is null), Setting(_setting?.HubSpot) }.OfType<SyncConnection>(),
        .. new[] { Session(_host.Salesforce), OfProfile(SyncConnection.Salesforce, _host.Salesforce is null), Setting(_setting?.Salesforce) }.OfType<SyncConnection>(),
    ];

    /// <summary>Asks the other side of a connection who it is.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SecretUnavailable"/>, <see cref="FaultKind.Unauthorized"/> and the kinds any request can meet.</exception>
    public async Task<ConnectionReport> AskAsync(SyncConnection connection, CancellationToken cancel)
    {
        bool isSession = connection.Source is OfSession or OfProcess;
        if (connection.System == SyncConnection.HubSpot)
        {
            HubSpotOptions hubSpot = isSession ? _host.HubSpot!
                : connection.Source == OfUser ? await _host.Profile!.HubSpotAsync(_host, cancel)
                : await SyncSession.HubSpotAsync(_setting!, _host, cancel);
            return await ConnectionCheck.AskAsync(hubSpot, AllowsLoopback(hubSpot.BaseUrl), _host, cancel);
        }

        SalesforceOptions salesforce = isSession ? _host.Salesforce!
            : connection.Source == OfUser ? await _host.Profile!.SalesforceAsync(_host, cancel)
            : await SyncSession.SalesforceAsync(_setting!, _host, cancel);
        return await ConnectionCheck.AskAsync(salesforce, AllowsLoopback(salesforce.LoginUrl), _host, cancel);
    }

    private SyncConnection? OfProfile(string system, bool isUsed)
        => _host.Profile is { } profile ? Of(profile, isUsed).FirstOrDefault(connection => connection.System == system) : null;

    // The settings decide, as in a run. Without any it was decided when the session connected.
    private bool AllowsLoopback(Uri url) => _setting?.AllowLoopback ?? url.IsLoopback;

    private SyncConnection? Session(HubSpotOptions? options) => options is null ? null : Of(options, Origin, _host.ConnectionName, isUsed: true);

    private SyncConnection? Session(SalesforceOptions? options) => options is null ? null : Of(options, Origin, _host.ConnectionName, isUsed: true);

    /// <summary>Returns a connection to HubSpot as it is shown.</summary>
    public static SyncConnection Of(HubSpotOptions options, string source, string? profile, bool isUsed) => new()
    {
        System = SyncConnection.HubSpot,
        Source = source,
        Profile = profile,
        IsUsed = isUsed,
        Url = options.BaseUrl.ToString(),
        Credential = "token",
    };

    /// <summary>Returns a connection to Salesforce as it is shown.</summary>
    public static SyncConnection Of(SalesforceOptions options, string source, string? profile, bool isUsed) => new()
    {
        System = SyncConnection.Salesforce,
        Source = source,
        Profile = profile,
        IsUsed = isUsed,
        Url = options.LoginUrl.ToString(),
        Credential = options.PrivateKey is null ? "client secret" : "private key",
        ClientId = options.ClientId,
        Username = options.Username,
    };

    /// <summary>Returns the connections of a saved profile as they are shown.</summary>
    public static IEnumerable<SyncConnection> Of(ConnectionProfile profile, bool isUsed)
    {
        if (profile.HasHubSpot)
        {
            yield return new SyncConnection { System = SyncConnection.HubSpot, Source = OfUser, Profile = profile.Name, IsUsed = isUsed, Url = profile.HubSpotUrl?.ToString() ?? "https://api.hubapi.com/", Credential = profile.HubSpotToken! };
        }

        if (profile.HasSalesforce)
        {
            yield return new SyncConnection
            {
                System = SyncConnection.Salesforce,
                Source = OfUser,
                Profile = profile.Name,
                IsUsed = isUsed,
                Url = profile.LoginUrl!.ToString(),
                Credential = profile.PrivateKey ?? profile.ClientSecret ?? "",
                ClientId = profile.ClientId,
                Username = profile.Username,
            };
        }
    }

    private SyncConnection? Setting(HubSpotSetting? setting) => setting is null ? null : new SyncConnection
    {
        System = SyncConnection.HubSpot,
        Source = OfSetting,
        IsUsed = _host.HubSpot is null && _host.Profile is not { HasHubSpot: true },
        Url = setting.BaseUrl.ToString(),
        Credential = setting.Token.ToString(),
    };

    private SyncConnection? Setting(SalesforceSetting? setting) => setting is null ? null : new SyncConnection
    {
        System = SyncConnection.Salesforce,
        Source = OfSetting,
        IsUsed = _host.Salesforce is null && _host.Profile is not { HasSalesforce: true },
        Url = setting.LoginUrl.ToString(),
        Credential = (setting.PrivateKey ?? setting.ClientSecret)?.ToString() ?? "",
        ClientId = setting.ClientId,
        Username = setting.Username,
    };
}
