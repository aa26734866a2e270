using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>New-SyncSetting: writes a settings file with comments, and beside it the schema by which editors complete and check it.</summary>
[Cmdlet(VerbsCommon.New, "SyncSetting", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = "ClientSecret")]
[OutputType(typeof(SyncSetting))]
public sealed class NewSyncSettingCommand : SettingCmdlet
{
    /// <summary>The org's own address, such as <c>https://acme.my.salesforce.com</c>.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The org's own address, such as https://acme.my.salesforce.com (Setup, My Domain).")]
    [ValidateNotNull]
    [ValidateWebAddress("https://acme.my.salesforce.com")]
    public Uri? LoginUrl { get; set; }

    /// <summary>The consumer key of the org's external client app.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The consumer key of the org's external client app (Setup, External Client App Manager).")]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = "";

    /// <summary>Where the consumer secret is found: env:NAME, file:path or secret:vault/name.</summary>
    [Parameter(ParameterSetName = "ClientSecret")]
    [ValidateSecretReference]
    public string ClientSecret { get; set; } = "env:SALESFORCE_CLIENT_SECRET";

    /// <summary>Where the RSA private key is found: file:path, env:NAME or secret:vault/name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey", HelpMessage = "Where the RSA private key is found: file:path, env:NAME or secret:vault/name.")]
    [ValidateSecretReference]
    public string? PrivateKey { get; set; }

    /// <summary>The user for whom a signed token is asked (JWT bearer).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "PrivateKey", HelpMessage = "The user for whom the sync acts, such as sync@acme.com.")]
    [ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>Where HubSpot's service key is found: env:NAME, file:path or secret:vault/name.</summary>
    [Parameter]
    [ValidateSecretReference]
    public string HubSpotToken { get; set; } = "env:HUBSPOT_TOKEN";

    /// <summary>The address of HubSpot's API, where it is not the usual one.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateWebAddress("https://api.hubapi.com")]
    public Uri? HubSpotBaseUrl { get; set; }

    /// <summary>The file that remembers what was written. A relative path starts at the settings file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string StorePath { get; set; } = "./hubspot-salesforce.db";

    /// <summary>The zone in which a day begins and ends, such as <c>Europe/Warsaw</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The kinds to turn on; none by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateKind]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>The families of Salesforce records to turn on, for the way back; none by default.</summary>
    [Parameter]
    [ValidateSet("tasks", "emails", "calls", "meetings")]
    public string[] Family { get; set; } = [];

    /// <summary>When kinds and families are turned on, such as 2026-10-01T08:00:00Z, or 2026-10-01 for midnight of -TimeZone: now by default, earlier when another connector is taken over from.</summary>
    [Parameter]
    [ValidateNotNull]
    public GivenMoment EnabledAt { get; set; } = new(TimeProvider.System.GetUtcNow());

    /// <summary>Nothing that happened before it is written; given as -EnabledAt is, the default of each kind if not given.</summary>
    [Parameter]
    [AllowNull]
    public GivenMoment? NotBefore { get; set; }

    /// <summary>The moment taken as first sync of contacts linked before the first run, given as -EnabledAt is; their own history if not given.</summary>
    [Parameter]
    [AllowNull]
    public GivenMoment? AssumeSyncedAt { get; set; }

    /// <summary>Accepts plain http and this machine's own addresses, as the simulator has.</summary>
    [Parameter]
    public SwitchParameter AllowLoopback { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        string file = SettingFile;
        if (!AllowLoopback && new[] { LoginUrl, HubSpotBaseUrl }.FirstOrDefault(url => url is { IsLoopback: true }) is { } local)
        {
            throw new SyncException(FaultKind.SettingsInvalid, local.OriginalString, $"{local.OriginalString} leads to this machine. Give -AllowLoopback for a simulator; else the address of the org, such as https://acme.my.salesforce.com.");
        }

        NewSettingRequest request = Request();
        SettingTemplate.Check(file, request, Force);    // before anybody is asked, and with -WhatIf
        if (!ShouldProcess(file, "write settings"))
        {
            return;
        }

        SettingTemplate.Write(file, request, Force);
        WriteObject(new SettingReader().Read(file));
    }

    private NewSettingRequest Request() => new()
    {
        HubSpotToken = HubSpotToken,
        HubSpotBaseUrl = HubSpotBaseUrl?.OriginalString,
        LoginUrl = LoginUrl!.OriginalString,
        ClientId = ClientId,
        ClientSecret = PrivateKey is null ? ClientSecret : null,
        PrivateKey = PrivateKey,
        Username = Username,
        StorePath = this.WithoutDrive(StorePath),
        TimeZone = TimeZone,
        AllowLoopback = AllowLoopback,
        Kinds = Kind,
        Families = Family,
        EnabledAt = EnabledAt.In(TimeZone),
        NotBefore = NotBefore?.In(TimeZone),
        AssumeSyncedAt = AssumeSyncedAt?.In(TimeZone),
    };
}
