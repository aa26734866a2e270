using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using static HubSpotSalesforce.Tests.Linking.LinkPortal;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>The list outside which no contact syncs (O25).</summary>
public sealed class InclusionListTests
{
    private const string ListedCalls = "contacts:\n  inclusionList: 55\n" + Calls;

    // O3, R23
    [Fact]
    public async Task A_call_of_a_contact_outside_the_list_waits_until_the_contact_is_inside()
    {
        await using SimulatedSync sync = await StartLinkedAsync();
        Put(sync, 999);
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);

        RunResult before = await sync.RunAsync();
        Put(sync, 101);
        RunResult after = await sync.RunAsync();

        Assert.Equal((0, 1), (before.Created, before.Skipped["OutsideInclusionList"]));
        Assert.Equal(1, after.Created);
    }

    // R26: the newest is outside, the next newest wins; R28: who is outside is not left out, for nothing would be written on it
    [Theory]
    [InlineData(202, "202")]
    [InlineData(101, "101")]
    public async Task The_newest_contact_inside_the_list_wins(long member, string winner)
    {
        await using SimulatedSync sync = await StartLinkedAsync();
        sync.PutPerson(Kim, "kim@example.com");
        sync.PutContact(202, "kim@example.com", "2025-01-01");
        Put(sync, member);
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101, 202);

        PlanLine line = Assert.Single(await sync.PlanAsync());
        ContactLink?[] links = await sync.FindAsync("101", "202");

        Assert.Equal(("create", winner), (line.Action, line.Contact));
        Assert.Empty(line.LeftOut);
        Assert.Equal([member != 101, member != 202], links.Select(link => link!.IsOutsideInclusionList));
    }

    [Fact]
    public async Task A_list_that_names_an_id_merged_into_the_contact_holds_the_contact()
    {
        await using SimulatedSync sync = await StartLinkedAsync();
        sync.PutContact(101, "lee@example.com", "2021-01-01", ("hs_merged_object_ids", "77"));
        Put(sync, 77);

        Assert.False((await sync.FindOneAsync("101")).IsOutsideInclusionList);
    }

    [Fact]
    public async Task The_list_is_read_to_its_end_and_once_in_a_run()
    {
        await using SimulatedSync sync = await StartLinkedAsync();
        Put(sync, [.. Enumerable.Range(1000, 600).Select(id => (long)id), 101]);
        await using LinkLookup lookup = await LinkLookup.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);

        ContactLink? link = Assert.Single(await lookup.FindAsync(["101"], CancellationToken.None));
        sync.PutPerson(Kim, "kim@example.com");
        sync.PutContact(202, "kim@example.com");
        ContactLink? other = Assert.Single(await lookup.FindAsync(["202"], CancellationToken.None));

        Assert.Equal((false, true), (link!.IsOutsideInclusionList, other!.IsOutsideInclusionList));
        Assert.Equal(3, sync.Simulator.HubSpotCalls.Count("memberships"));
    }

    [Fact]
    public async Task The_list_is_not_read_for_contacts_that_are_not_linked_anyway()
    {
        await using SimulatedSync sync = await StartAsync(ListedCalls);
        sync.PutContact(101, "lee@example.com");
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);

        RunResult result = await sync.RunAsync();

        Assert.Equal(1, result.Skipped["NoLinkedContact"]);
        Assert.Equal(0, sync.Simulator.HubSpotCalls.Count("memberships"));
    }

    [Fact]
    public async Task A_list_that_does_not_exist_stops_the_run_and_names_the_line_that_asks_for_it()
    {
        await using SimulatedSync sync = await StartLinkedAsync();
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        int line = Array.FindIndex(File.ReadAllLines(sync.SettingPath), text => text.Contains("inclusionList", StringComparison.Ordinal)) + 1;
        Assert.Equal(FaultKind.SettingsInvalid, fault.Kind);
        Assert.StartsWith($"{sync.SettingPath}({line},", fault.Message, StringComparison.Ordinal);
        Assert.Contains("contacts.inclusionList: HubSpot has no list 55.", fault.Message, StringComparison.Ordinal);
        Assert.Empty(sync.TaskWrites);
    }

    [Theory]
    [InlineData(ListedCalls, FaultKind.ScopeMissing)]
    [InlineData(Calls, null)]
    public async Task The_scope_of_lists_is_needed_when_a_list_is_named_and_missed_before_anything_is_read(string settings, FaultKind? expected)
    {
        SimulatorOptions options = new() { HubSpotScopes = [.. SimulatorOptions.AllHubSpotScopes.Where(scope => scope != "crm.lists.read")] };
        await using SimulatedSync sync = await StartAsync("nativeConnector: off\n" + settings, options);
        await sync.PutCallAsync(7001, Now.AddMinutes(-10), 101);

        SyncException? fault = await Record.ExceptionAsync(() => sync.RunAsync()) as SyncException;

        Assert.Equal(expected, fault?.Kind);
        Assert.Equal(expected is not null, fault?.Message.Contains("crm.lists.read", StringComparison.Ordinal) ?? false);
        Assert.Equal(expected is null ? 1 : 0, sync.Simulator.HubSpotCalls.Count("/search"));
    }

    private static async Task<SimulatedSync> StartLinkedAsync()
    {
        SimulatedSync sync = await StartAsync(ListedCalls);
        sync.PutPerson(Lee, "lee@example.com");
        sync.PutContact(101, "lee@example.com");
        return sync;
    }

    private static void Put(SimulatedSync sync, params long[] members)
    {
        foreach (long member in members)
        {
            sync.Simulator.Portal.Insert("list_memberships", new JsonObject
            {
                ["listId"] = "55",
                ["recordId"] = $"{member}",
                ["membershipTimestamp"] = PortalRecord.Time(Day("2022-01-01")),
            });
        }
    }
}
