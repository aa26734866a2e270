using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Linking;
using static HubSpotSalesforce.Tests.Linking.LinkPortal;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Links as people and scripts ask for them.</summary>
public sealed class LinkLookupTests
{
    [Fact]
    public async Task Links_come_in_the_order_they_were_asked_for_and_unknown_contacts_as_null()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutPerson(Lee, "lee@example.com", "2022-01-01");
        sync.PutContact(101, "lee@example.com", "2021-06-01", ("hubspot_owner_id", "9"));
        sync.PutContact(202, "kim@example.com");

        ContactLink?[] links = await sync.FindAsync(" LEE@example.com ", "404", "202", "nobody@example.com", "101");

        Assert.Equal([101L, null, 202L, null, 101L], links.Select(link => link?.ObjectId));
        Assert.Equal(links[0], links[4]);
        Assert.Equal(
            (Day("2021-06-01"), "lee@example.com", "9", Lee, "Contact", "email", Day("2022-01-01"), "records"),
            (links[0]!.CreatedAt, links[0]!.Email, links[0]!.OwnerId, links[0]!.SalesforceId, links[0]!.SalesforceType, links[0]!.LinkedBy, links[0]!.SyncedAt, links[0]!.SyncedAtSource));
        Assert.Equal((null, null, null), (links[2]!.SalesforceId, links[2]!.SyncedAt, links[2]!.SyncedAtSource));
    }

    [Fact]
    public async Task Each_request_is_told_and_nothing_is_asked_of_nobody()
    {
        await using SimulatedSync sync = await StartAsync();
        List<string> requests = [];
        RunHost host = sync.Host with { Requested = request => requests.Add(request.Path) };
        await using LinkLookup lookup = await LinkLookup.OpenAsync(sync.SettingPath, host, CancellationToken.None);
        requests.Clear();    // those of opening it

        Assert.Empty(await lookup.FindAsync([], CancellationToken.None));
        Assert.Empty(requests);
        await lookup.FindAsync(["101"], CancellationToken.None);

        Assert.EndsWith("/contacts/batch/read", Assert.Single(requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lookup_that_is_cancelled_ends_as_cancelled()
    {
        await using SimulatedSync sync = await StartAsync();
        await using LinkLookup lookup = await LinkLookup.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup.FindAsync(["101"], stop.Token));
    }

    // O4
    [Fact]
    public async Task A_store_of_another_portal_is_refused()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.RunAsync();
        await using SimulatedSync other = await StartAsync(options: new() { PortalId = 7654321 });
        File.Copy(sync.StorePath, other.StorePath);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => other.FindAsync("101"));

        Assert.Equal(FaultKind.StoreMismatch, fault.Kind);
    }

    // A lookup beside a run: it takes no lease
    [Fact]
    public async Task A_lookup_works_while_a_run_holds_the_store()
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutContact(101, "lee@example.com");
        await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);

        Assert.Equal(101, (await sync.FindOneAsync("101")).ObjectId);
    }
}
