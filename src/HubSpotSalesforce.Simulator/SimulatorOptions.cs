namespace HubSpotSalesforce.Simulator;

/// <summary>What a simulator is started with.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The scopes every endpoint of the HubSpot side can ask for.</summary>
    public static IReadOnlyList<string> AllHubSpotScopes { get; } =
    [
        "oauth", "content", "forms", "sales-email-read", "crm.lists.read", "crm.objects.owners.read",
        "crm.objects.contacts.read", "crm.objects.contacts.write", "crm.objects.companies.read", "crm.objects.companies.write",
        "crm.objects.deals.read", "crm.objects.deals.write", "crm.objects.tickets.read", "crm.objects.tickets.write",
        "crm.schemas.contacts.read", "crm.schemas.contacts.write",
    ];

    /// <summary>Where the HubSpot side listens: http on a loopback address; port 0 (the default) picks a free one.</summary>
    public Uri HubSpotUrl { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Where the Salesforce side listens: http on a loopback address; port 0 (the default) picks a free one.</summary>
    public Uri SalesforceUrl { get; init; } = new("http://127.0.0.1:0");

    /// <summary>The portal folder to load; null for none.</summary>
    public string? PortalFolder { get; init; }

    /// <summary>Whether all times of both sides move by one amount, so that the newest is now.</summary>
    public bool Rebase { get; init; }

    /// <summary>The size of the portal to generate; null to generate none.</summary>
    public PortalSize? Generate { get; init; }

    /// <summary>The seed of the generated portal.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The instant the simulator's clock starts at; null for the machine's time.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The machine's time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long each API answer takes longer than it must.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether the burst, search and daily limits are kept.</summary>
    public bool Quota { get; init; } = true;

    /// <summary>The one token the HubSpot side accepts.</summary>
    public string HubSpotToken { get; init; } = "pat-na1-simulator-00000000-0000-4000-8000-000000000000";

    /// <summary>The scopes of that token.</summary>
    public IReadOnlyList<string> HubSpotScopes { get; init; } = AllHubSpotScopes;

    /// <summary>The HubSpot account's id.</summary>
    public long PortalId { get; init; } = 1234567;

    /// <summary>The HubSpot account's time zone, as it names it; daily limits start anew at its midnight.</summary>
    public string PortalTimeZone { get; init; } = "US/Eastern";

    /// <summary>Whether the account has an Enterprise subscription, without which event occurrences are refused.</summary>
    public bool Enterprise { get; init; } = true;

    /// <summary>Whether properties of activities may have unique values, by which upserts find them; false by default.</summary>
    /// <remarks>HubSpot developer docs, Properties, read 2026-11-21: documented for contacts, companies, deals and tickets alone.</remarks>
    public bool UniqueActivityProperties { get; init; }

    /// <summary>Whether HubSpot's own Salesforce integration works beside everyone else, a round at a time (<see cref="SimulatorHost.RunNativeConnector"/>).</summary>
    public bool NativeConnector { get; init; }

    /// <summary>How far the search index runs behind the writes; none by default.</summary>
    public TimeSpan SearchLag { get; init; }

    /// <summary>The longest body of a search, in characters; null (the default) for any.</summary>
    /// <remarks>HubSpot's page "Search the CRM" speaks of 3,000 characters, and of the query as of the body: not settled.</remarks>
    public int? MaxSearchBodyChars { get; init; }

    /// <summary>Calls within ten seconds, searches apart.</summary>
    /// <remarks>HubSpot developer docs, API usage guidelines and limits, Professional, read 2026-11-21.</remarks>
    public int CallsPerTenSeconds { get; init; } = 190;

    /// <summary>Searches within a second, of all types together.</summary>
    /// <remarks>HubSpot developer docs, Search the CRM, read 2026-11-21.</remarks>
    public int SearchesPerSecond { get; init; } = 5;

    /// <summary>Calls from midnight to midnight.</summary>
    /// <remarks>HubSpot developer changelog, Increasing our API limits, Professional, read 2026-11-21.</remarks>
    public int CallsPerDay { get; init; } = 650_000;
}
