using System.Management.Automation;
using System.Net;
using System.Security;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Connect-HubSpot: checks a token, and uses it in this session before the one the settings name.</summary>
[Cmdlet(VerbsCommunications.Connect, "HubSpot", DefaultParameterSetName = "Token")]
[OutputType(typeof(ConnectionReport))]
public sealed class ConnectHubSpotCommand : ConnectionCmdlet
{
    /// <summary>A service key or the access token of a private app.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Token")]
    [ValidateNotNull]
    public SecureString Token { get; set; } = new();

    /// <summary>The address of HubSpot's API.</summary>
    [Parameter(ParameterSetName = "Token")]
    [ValidateNotNull]
    public Uri BaseUrl { get; set; } = new("https://api.hubapi.com");

    /// <summary>Accepts plain http and this machine's own addresses, as the simulator has.</summary>
    [Parameter(ParameterSetName = "Token")]
    public SwitchParameter AllowLoopback { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        RunHost host = NewHost();
        string settings = IsBySetting ? SettingFile : "";

        Run(async cancel =>
        {
            (HubSpotOptions options, bool allowsLoopback) = IsBySetting
                ? await SettingConnection.HubSpotAsync(settings, host, cancel)
                : (new HubSpotOptions(BaseUrl, new NetworkCredential("", Token).Password), AllowLoopback.ToBool());
            ConnectionReport report = await ConnectionCheck.AskAsync(options, allowsLoopback, host, cancel);
            Post(() =>
            {
                SessionConnection.Current.HubSpot = options;
                WriteObject(report);
            });
        });
    }
}
