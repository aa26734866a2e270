using System.Management.Automation;
using System.Net;
using System.Security;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Connect-Salesforce: checks credentials, and uses them in this session, or under a name, before those the settings name.</summary>
[Cmdlet(VerbsCommunications.Connect, "Salesforce", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = "ClientSecret")]
[OutputType(typeof(ConnectionReport))]
public sealed class ConnectSalesforceCommand : ConnectionCmdlet
{
    /// <summary>The org's own address, such as <c>https://acme.my.salesforce.com</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecretFrom")]
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKeyFrom")]
    [ValidateNotNull]
    [ValidateWebAddress("https://acme.my.salesforce.com")]
    public Uri? LoginUrl { get; set; }

    /// <summary>The consumer key of the org's external client app.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret")]
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecretFrom")]
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKeyFrom")]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = "";

    /// <summary>The consumer secret, for client credentials.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret", HelpMessage = "The consumer secret of the org's external client app.")]
    [ValidateNotNull]
    public SecureString ClientSecret { get; set; } = new();

    /// <summary>Consumer key and consumer secret in one, as from Get-Credential.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Credential")]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The user for whom a signed token is asked (JWT bearer).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKeyFrom")]
    [ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>The file with the RSA private key in PEM. A relative path starts at the current location.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey")]
    [ValidateNotNullOrEmpty]
    public string? PrivateKeyPath { get; set; }

    /// <summary>The thumbprint of a certificate in the store of this user or machine whose key signs. The key must be exportable.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [ValidatePattern("^[0-9A-Fa-f]{40}$")]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Where the consumer secret is found: env:NAME, file:path or secret:vault/name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecretFrom")]
    [ValidateSecretReference]
    public string? ClientSecretFrom { get; set; }

    /// <summary>Where the RSA private key in PEM is found: file:path, secret:vault/name or env:NAME.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKeyFrom")]
    [ValidateSecretReference]
    public string? PrivateKeyFrom { get; set; }

    /// <summary>Process keeps the connection for this process; User saves it for later ones, with the place of the secret and never the secret.</summary>
    [Parameter(ParameterSetName = "ClientSecretFrom")]
    [Parameter(ParameterSetName = "PrivateKeyFrom")]
    [ValidateSet("Process", "User")]
    public string Scope { get; set; } = "Process";

    /// <summary>Accepts plain http and this machine's own addresses, as the simulator has.</summary>
    [Parameter(ParameterSetName = "ClientSecret")]
    [Parameter(ParameterSetName = "Credential")]
    [Parameter(ParameterSetName = "PrivateKey")]
    [Parameter(ParameterSetName = "Certificate")]
    [Parameter(ParameterSetName = "ClientSecretFrom")]
    [Parameter(ParameterSetName = "PrivateKeyFrom")]
    public SwitchParameter AllowLoopback { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        RunHost host = NewHost();
        ConnectionProfile? saved = ClientSecretFrom is null && PrivateKeyFrom is null ? null : Saved();
        SalesforceOptions? given = IsBySetting || saved is not null ? null : Given();
        string settings = IsBySetting ? SettingFile : "";

        Run(async cancel =>
        {
            (SalesforceOptions options, bool allowsLoopback) = this switch
            {
                { IsBySetting: true } => await SettingConnection.SalesforceAsync(settings, host, cancel),
                _ => (given ?? await saved!.SalesforceAsync(host, cancel), AllowLoopback.ToBool()),
            };
            ConnectionReport report = await ConnectionCheck.AskAsync(options, allowsLoopback, host, cancel);
            Post(() => Keep(report, options, saved));
        });
    }

    private void Keep(ConnectionReport report, SalesforceOptions options, ConnectionProfile? saved)
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
                SessionConnection.Current.Salesforce = options;
            }
        }

        WriteObject(report);
    }

    private ConnectionProfile Saved() => Scope == "User" && Profile is null
        ? throw new SyncException(FaultKind.SettingsInvalid, "Profile", "A connection is saved under a name. Give it with -Profile.")
        : new ConnectionProfile
        {
            Name = Profile ?? "session",
            LoginUrl = LoginUrl,
            ClientId = ClientId,
            ClientSecret = ClientSecretFrom is { } secret ? Placed(secret) : null,
            PrivateKey = PrivateKeyFrom is { } key ? Placed(key) : null,
            Username = Username,
        };

    private SalesforceOptions Given()
    {
        SalesforceOptions options = new() { LoginUrl = LoginUrl!, ClientId = ClientId };
        return this switch
        {
            { Credential: { } credential } => options with { ClientId = credential.UserName, ClientSecret = credential.GetNetworkCredential().Password },
            { PrivateKeyPath: { } path } => options with { Username = Username, PrivateKey = SigningKey.OfFile(this.FullPath(path)) },
            { CertificateThumbprint: { } thumbprint } => options with { Username = Username, PrivateKey = SigningKey.OfCertificate(thumbprint) },
            _ => options with { ClientSecret = new NetworkCredential("", ClientSecret).Password },
        };
    }
}
