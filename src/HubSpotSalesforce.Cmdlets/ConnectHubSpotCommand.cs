using System.Management.Automation;
using System.Net;
using System.Security;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Connect-HubSpot: checks a token, and uses it in this session, or under a name, before the one the settings name.</summary>
[Cmdlet(VerbsCommunications.Connect, "HubSpot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = "Token")]
[OutputType(typeof(ConnectionReport))]
public sealed class ConnectHubSpotCommand : ConnectionCmdlet
{
    /// <summary>A service key or the access token of a private app.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Token", HelpMessage = "A HubSpot service key, or the access token of a private app.")]
    [ValidateNotNull]
    public SecureString Token { get; set; } = new();

    /// <summary>Where the token is found: env:NAME, file:path or secret:vault/name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "TokenFrom")]
    [ValidateSecretReference]
    public string TokenFrom { get; set; } = "";

    /// <summary>Process keeps the connection for this process; User saves it for later ones, with the place of the token and never the token.</summary>
    [Parameter(ParameterSetName = "TokenFrom")]
    [ValidateSet("Process", "User")]
    public string Scope { get; set; } = "Process";

    /// <summary>The address of HubSpot's API.</summary>
    [Parameter(ParameterSetName = "Token")]
    [Parameter(ParameterSetName = "TokenFrom")]
    [ValidateNotNull]
    [ValidateWebAddress("https://api.hubapi.com")]
    public Uri BaseUrl { get; set; } = new("https://api.hubapi.com");

    /// <summary>Accepts plain http and this machine's own addresses, as the simulator has.</summary>
    [Parameter(ParameterSetName = "Token")]
    [Parameter(ParameterSetName = "TokenFrom")]
    public SwitchParameter AllowLoopback { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        RunHost host = NewHost();
        ConnectionProfile? saved = ParameterSetName == "TokenFrom" ? new ConnectionProfile { Name = Profile ?? "session", HubSpotUrl = BaseUrl, HubSpotToken = Placed(TokenFrom) } : null;
        string settings = IsBySetting ? SettingFile : "";
        RequireName(saved);

        Run(async cancel =>
        {
            (HubSpotOptions options, bool allowsLoopback) = this switch
            {
                { IsBySetting: true } => await SettingConnection.HubSpotAsync(settings, host, cancel),
                _ when saved is not null => (await saved.HubSpotAsync(host, cancel), AllowLoopback.ToBool()),
                _ => (new HubSpotOptions(BaseUrl, new NetworkCredential("", Token).Password), AllowLoopback.ToBool()),
            };
            ConnectionReport report = await ConnectionCheck.AskAsync(options, allowsLoopback, host, cancel);
            Post(() => Keep(report, options, saved));
        });
    }

    private void Keep(ConnectionReport report, HubSpotOptions options, ConnectionProfile? saved)
    {
        if (Consents(report, Scope))
        {
            if (saved is not null && Scope == "User")
            {
                Save(saved);
            }
            else if (Profile is { } name)
            {
                SessionProfile.Keep(name, options);
            }
            else
            {
                SessionConnection.Current.HubSpot = options;
            }
        }

        WriteObject(report);
    }

    private void RequireName(ConnectionProfile? saved)
    {
        if (saved is not null && Scope == "User" && Profile is null)
        {
            throw new SyncException(FaultKind.SettingsInvalid, "Profile", "A connection is saved under a name. Give it with -Profile.");
        }
    }
}
