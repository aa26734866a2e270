using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Activities;
using static HubSpotSalesforce.Tests.HubSpot.SimulatedPortal;

namespace HubSpotSalesforce.Tests.HubSpot;

public sealed class EngagementReaderTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task Records_are_read_by_id_archived_ones_too_with_what_they_hang_on()
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        string[] ids = [.. Enumerable.Range(1, 150).Select(id => $"{id}")];
        foreach (long id in Enumerable.Range(1, 150))
        {
            portal.PutCall(id, $"key-{id}", null, 301, 302);
        }

        portal.Simulator.Portal.Archive("calls", "7");
        portal.PutCall(200, "key-200");

        IReadOnlyDictionary<string, HubSpotRecord> found = await new EngagementReader(portal.Client).ReadAsync("calls", [.. ids, "200", "999"], ["hs_call_title", HubSpotField.Key], ["contacts", "companies"], Cancel);

        Assert.Equal(151, found.Count);
        Assert.Equal(("key-8", "Intro", false), (found["8"].Properties[HubSpotField.Key], found["8"].Properties["hs_call_title"], found["8"].IsArchived));
        Assert.Equal(["contacts/301", "contacts/302"], found["8"].Beside!.Order(StringComparer.Ordinal));
        Assert.Equal((true, "key-7"), (found["7"].IsArchived, found["7"].Properties[HubSpotField.Key]));
        Assert.Empty(found["200"].Beside!);
    }

    [Fact]
    public async Task What_changed_and_carries_our_key_is_read_past_the_ceiling_of_a_search()    // R52
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        foreach (long id in Enumerable.Range(1, 450))
        {
            portal.PutCall(id, id % 3 == 0 ? null : $"key-{id}", id == 1 ? Now.AddDays(-9) : Now.AddDays(-1));
        }

        List<HubSpotRecord[]> pages = await new EngagementReader(portal.Client).ChangedAsync("calls", Now.AddDays(-2), ["hs_call_title"], Cancel).ToListAsync();

        Assert.Equal(Enumerable.Range(2, 449).Where(id => id % 3 != 0).Select(id => $"{id}"), pages.SelectMany(page => page).Select(record => record.Id));
        Assert.All(pages.SelectMany(page => page), record => Assert.Equal(Now.AddDays(-1), record.ModifiedAt));
    }

    [Theory]
    [InlineData("2026-11-21T10:00:00Z", 1)]
    [InlineData("2027-01-01T00:00:00Z", 0)]
    public async Task What_was_archived_and_carries_our_key_is_read_since_an_instant(string since, int count)    // R52
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(1, "key-1");
        portal.PutCall(2, null);
        portal.PutCall(3, "key-3");
        portal.Simulator.Portal.Archive("calls", "1");
        portal.Simulator.Portal.Archive("calls", "2");

        List<HubSpotRecord[]> pages = await new EngagementReader(portal.Client).ArchivedAsync("calls", Sample.At(since), Cancel).ToListAsync();

        Assert.Equal(count == 0 ? [] : ["1"], pages.SelectMany(page => page).Select(record => record.Id));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results":null}""")]
    [InlineData("""{"results":["1"]}""")]
    [InlineData("""{"results":[{"properties":{}}]}""")]
    public async Task An_answer_without_its_records_is_a_fault_and_not_an_empty_one(string answer)
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/crm/", [answer]));
        EngagementReader reader = new(portal.Client);

        foreach (Func<Task> read in new Func<Task>[]
        {
            () => reader.ReadAsync("calls", ["1"], [], Cancel),
            () => reader.ChangedAsync("calls", Now, [], Cancel).ToListAsync().AsTask(),
            () => reader.ArchivedAsync("calls", Now, Cancel).ToListAsync().AsTask(),
        })
        {
            Assert.Equal(FaultKind.UnexpectedAnswer, (await Assert.ThrowsAsync<SyncException>(read)).Kind);
        }
    }

    [Fact]
    public async Task Second_copies_are_found_and_the_younger_archived()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        Change[] creates = [.. Enumerable.Range(1, 3).Select(number => Create(number))];
        portal.PutCall(20, creates[0].Activity.Key, Now.AddHours(-3), 301);
        portal.PutCall(19, creates[0].Activity.Key, Now.AddHours(-2), 301);    // a lower id, and yet younger
        portal.PutCall(21, creates[0].Activity.Key, Now.AddHours(-2));
        portal.PutCall(22, creates[1].Activity.Key, Now.AddHours(-2), 301);
        SecondCopies copies = new(portal.Client);

        IReadOnlyList<SecondCopy> found = await copies.FindAsync([.. creates.Select(Sought)], Cancel);
        await copies.ArchiveAsync(found, Cancel);

        SecondCopy copy = Assert.Single(found);
        Assert.Equal((creates[0].Activity.Key, "calls", "20"), (copy.Key, copy.Type, copy.KeptId));
        Assert.Equal(["19", "21"], copy.Younger);
        Assert.Equal(["20", "22"], portal.Calls.Values.Select(call => call["id"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Empty(await copies.FindAsync([.. creates.Select(Sought)], Cancel));
    }

    [Fact]
    public async Task A_second_copy_that_search_does_not_show_yet_is_found_beside_its_contact()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(new SimulatorOptions { SearchLag = TimeSpan.FromSeconds(60) });
        EngagementWriter writer = new(portal.Client, new AssociationTypes(portal.Client));
        await writer.WriteAsync([Create(1)], Cancel);
        await writer.WriteAsync([Create(1)], Cancel);

        Assert.Single(Assert.Single(await new SecondCopies(portal.Client).FindAsync([Sought(Create(1))], Cancel)).Younger);
    }

    [Fact]
    public async Task Associations_are_made_and_ended_and_read_again()    // R57
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(1, "key-1", null, 301, 302);
        portal.PutCall(2, "key-2", null, 301);
        EngagementLinks links = new(portal.Client);
        LinkChange[] changes = [new("calls", "1", "contacts/303", true), new("calls", "1", "contacts/301", false), new("calls", "2", "contacts/301", true), new("calls", "2", "contacts/303", false)];

        IReadOnlyList<LinkOutcome> outcomes = await links.WriteAsync(changes, Cancel);

        Assert.Equal(4, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.Null(outcome.Fault));
        IReadOnlyDictionary<string, string[]> beside = await links.ReadAsync("calls", ["1", "2", "3"], ["contacts", "deals"], Cancel);
        Assert.Equal(["contacts/302", "contacts/303"], beside["1"].Order(StringComparer.Ordinal));
        Assert.Equal(["contacts/301"], beside["2"]);
        Assert.DoesNotContain("3", beside.Keys);
    }

    [Fact]
    public async Task An_association_with_what_is_gone_is_refused_alone()    // R57
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(1, "key-1", null, 301);
        LinkChange good = new("calls", "1", "contacts/302", true);
        LinkChange bad = new("calls", "1", "contacts/999", true);

        IReadOnlyList<LinkOutcome> outcomes = await new EngagementLinks(portal.Client).WriteAsync([good, bad], Cancel);

        Assert.Null(outcomes.Single(outcome => outcome.Change == good).Fault);
        Assert.Equal(FaultKind.RecordRejected, outcomes.Single(outcome => outcome.Change == bad).Fault!.Kind);
    }
}
