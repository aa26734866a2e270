using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Runs;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>Portals and orgs built for a question of linking, and the ways to ask it.</summary>
internal static class LinkPortal
{
    public const string Calls = "timeline: { enabledAt: 2020-01-01T00:00:00Z, notBefore: 2020-01-01T00:00:00Z, kinds: { callMade: { sync: true } } }";
    public const string Lee = "003000000000001AAA";
    public const string Kim = "003000000000002AAA";
    public const string Lead = "00Q000000000001EAA";
    public const string OtherLead = "00Q000000000002EAA";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 15, 0, TimeSpan.Zero);

    public static async Task<SimulatedSync> StartAsync(string settings = Calls, SimulatorOptions? options = null)
        => await SimulatedSync.StartAsync((options ?? new SimulatorOptions()) with { Quota = false, Now = Now }, settings);

    /// <summary>The beginning of a day that a test row names.</summary>
    public static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Puts a lead or contact of Salesforce in, in place of the one with its id; a deleted one lies in the recycle bin since a given day, or since yesterday.</summary>
    public static void PutPerson(this SimulatedSync sync, string id, string? email, string createdAt = "2021-01-01", string? modifiedAt = null, string? mergedInto = null, bool isDeleted = false, string deletedAt = "2026-11-20")
    {
        bool isLead = id.StartsWith("00Q", StringComparison.Ordinal);
        JsonObject record = new()
        {
            ["Id"] = id,
            ["LastName"] = "Lee",
            ["Email"] = email,
            ["CreatedDate"] = $"{createdAt}T00:00:00.000+0000",
            ["LastModifiedDate"] = $"{modifiedAt ?? createdAt}T00:00:00.000+0000",
            ["IsDeleted"] = isDeleted || mergedInto is not null,
            ["MasterRecordId"] = mergedInto,
            ["SystemModstamp"] = isDeleted || mergedInto is not null ? $"{deletedAt}T00:00:00.000+0000" : null,
        };
        if (isLead)
        {
            record["Company"] = "Acme";
        }

        sync.Simulator.Org.Insert(isLead ? "Lead" : "Contact", record);
    }

    /// <summary>Puts a contact of HubSpot in; further properties by name.</summary>
    public static void PutContact(this SimulatedSync sync, long id, string email, string createdAt = "2021-01-01", params (string Name, string? Value)[] more)
    {
        JsonObject record = PortalRecord.Contact(id, email, Day(createdAt));
        foreach ((string name, string? value) in more)
        {
            record["properties"]![name] = value;
        }

        sync.Simulator.Portal.Insert("contacts", record);
    }

    public static Task PutCallAsync(this SimulatedSync sync, long id, DateTimeOffset at, params long[] contacts)
        => sync.PutHubSpotAsync("calls", PortalRecord.Call(id, at, "Intro", contacts));

    /// <summary>Looks contacts up, as a run would see them now.</summary>
    public static async Task<ContactLink?[]> FindAsync(this SimulatedSync sync, params string[] contacts)
    {
        await using LinkLookup lookup = await LinkLookup.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        return await lookup.FindAsync(contacts, CancellationToken.None);
    }

    /// <summary>Looks one contact up that must be there.</summary>
    public static async Task<ContactLink> FindOneAsync(this SimulatedSync sync, string contact)
    {
        ContactLink? link = Assert.Single(await sync.FindAsync(contact));
        Assert.NotNull(link);
        return link;
    }

    /// <summary>What the store remembers of a contact's link; null when it has no such link, or there is no store.</summary>
    public static async Task<LinkRecord?> StoredAsync(this SimulatedSync sync, long contactId)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, TimeProvider.System, CancellationToken.None);
        return (await store.LinksAsync([contactId], CancellationToken.None)).GetValueOrDefault(contactId);
    }

    /// <summary>How often an endpoint was called whose name contains a text.</summary>
    public static int Count(this CallCounters calls, string endpoint)
        => calls.Snapshot().Where(call => call.Key.Contains(endpoint, StringComparison.Ordinal)).Sum(call => call.Value);
}
