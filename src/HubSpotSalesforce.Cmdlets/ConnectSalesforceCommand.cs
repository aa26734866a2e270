using System.Management.Automation;
using System.Net;
using System.Security;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Connect-Salesforce: checks credentials, and uses them in this session before those the settings name.</summary>
[Cmdlet(VerbsCommunications.Connect, "Salesforce", DefaultParameterSetName = "ClientSecret")]
[OutputType(typeof(ConnectionReport))]
public sealed class ConnectSalesforceCommand : ConnectionCmdlet
{
    /// <summary>The org's own address, such as <c>https://acme.my.salesforce.com</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [ValidateNotNull]
    public Uri? LoginUrl { get; set; }

    /// <summary>The consumer key of the org's external client app.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = "";

    /// <summary>The consumer secret, for client credentials.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [ValidateNotNull]
    public SecureString ClientSecret { get; set; } = new();

    /// <summary>Consumer key and consumer secret in one, as from Get-Credential.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The user for whom a signed token is asked (JWT bearer).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>The file with the RSA private key in PEM. A relative path starts at the current location.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [ValidateNotNullOrEmpty]
    public string? PrivateKeyPath { get; set; }

    /// <summary>Accepts plain http and this machine's own addresses, as the simulator has.</summary>
    [Parameter(ParameterSetName = "ClientSecret")]
    [Parameter(ParameterSetName = "Credential")]
    [Parameter(ParameterSetName = "PrivateKey")]
    public SwitchParameter AllowLoopback { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        RunHost host = NewHost();
        SalesforceOptions? given = IsBySetting ? null : Given();
        string settings = IsBySetting ? SettingFile : "";

        Run(async cancel =>
        {
            (SalesforceOptions options, bool allowsLoopback) = given is null
                ? await SettingConnection.SalesforceAsync(settings, host, cancel)
                : (given, AllowLoopback.ToBool());
            ConnectionReport report = await ConnectionCheck.AskAsync(options, allowsLoopback, host, cancel);
            Post(() =>
            {
                SessionConnection.Current.Salesforce = options;
                WriteObject(report);
            });
        });
    }

    private SalesforceOptions Given()
    {
        SalesforceOptions options = new() { LoginUrl = LoginUrl!, ClientId = ClientId };
        return this switch
        {
            { Credential: { } credential } => options with { ClientId = credential.UserName, ClientSecret = credential.GetNetworkCredential().Password },
            { PrivateKeyPath: { } path } => options with { Username = Username, PrivateKey = Key(GetUnresolvedProviderPathFromPSPath(path)) },
            _ => options with { ClientSecret = new NetworkCredential("", ClientSecret).Password },
        };
    }

    private static string Key(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(FaultKind.SecretUnavailable, path, $"The private key {path} cannot be read. Name a file that is there and that you may read.", unread);
        }
    }
}
