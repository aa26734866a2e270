using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.State;
using static HubSpotSalesforce.Tests.HubSpot.SimulatedPortal;
using static HubSpotSalesforce.Tests.HubSpot.WriterPortal;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>Creates whose answer was lost, and how they are found.</summary>
public sealed class EngagementLookUpTests
{
    [Theory]    // O14: whatever became of the request, each activity stands once, though a search shows it a minute later only
    [InlineData("after")]
    [InlineData("before")]
    public async Task A_create_whose_answer_was_lost_is_made_once(string drop)
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(new SimulatorOptions { SearchLag = TimeSpan.FromSeconds(60) });
        portal.Simulator.Faults.Set([new FaultRule { Endpoint = BatchCreate, Nth = 1, Drop = drop }]);
        Change[] batch = [Create(1), Create(2, "contacts/302"), Create(3, "contacts/303", "contacts/301")];

        Outcome[] outcomes = (await new BatchSender(Writer(portal), new JumpingClock(), new Random(1)).SendAsync(batch, Cancel).ToListAsync()).SelectMany(round => round).ToArray();

        Assert.Equal(3, portal.Calls.Count);    // throws when a key stands twice
        Assert.All(outcomes, outcome => Assert.Equal(portal.Calls[outcome.Change.Activity.Key]["id"]!.GetValue<string>(), outcome.RecordId));
        Assert.Equal(1, portal.Count(BatchCreate));    // what the portal saw
    }

    [Fact]
    public async Task A_create_is_not_repeated_unseen()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.Simulator.Faults.Set([new FaultRule { Endpoint = BatchCreate, Drop = "after" }]);

        SyncException lost = await Assert.ThrowsAsync<SyncException>(() => Writer(portal).WriteAsync([Create(1)], Cancel));

        Assert.True(lost.IsTransient);
        Assert.Equal(1, portal.Count(BatchCreate));
    }

    [Fact]
    public async Task Rows_that_an_answer_is_silent_about_are_looked_up()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(new SimulatorOptions { SearchLag = TimeSpan.FromSeconds(60) });
        portal.Simulator.Faults.Set([new FaultRule { Host = "hubspot", Endpoint = BatchCreate, Nth = 1, MissingRows = 2 }]);

        IReadOnlyList<Outcome> outcomes = await Writer(portal).WriteAsync([Create(1), Create(2), Create(3)], Cancel);

        Assert.All(outcomes, outcome => Assert.Equal((portal.Calls[outcome.Change.Activity.Key]["id"]!.GetValue<string>(), null), (outcome.RecordId, outcome.Fault)));
    }

    [Fact]
    public async Task A_row_of_which_nothing_is_found_may_be_sent_again()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.Simulator.Faults.Set([new FaultRule { Endpoint = BatchCreate, Nth = 1, Status = 207, Body = JsonNode.Parse("""{"status":"COMPLETE","results":[],"numErrors":1,"errors":[]}""") }]);

        Outcome outcome = Assert.Single(await Writer(portal).WriteAsync([Create(1)], Cancel));

        Assert.Equal((null, true), (outcome.RecordId, outcome.Fault!.IsTransient));
    }

    [Fact]
    public async Task A_value_that_is_taken_leads_to_the_record_that_has_it()    // O14
    {
        Change change = Create(1);
        await using PortalHost portal = await PortalHost.StartAsync(
            (BatchCreate, [$$"""{"results":[],"errors":[{"category":"CONFLICT","message":"Existing ID: 7","context":{"objectWriteTraceId":["{{change.IntentId}}"],"existingId":["7"]} }]}"""]),
            ("/associations/", ["""{"results":[{"from":{"id":"301"},"to":[{"toObjectId":7},{"toObjectId":8}]}]}"""]),
            ("/batch/read", [$$"""{"results":[{"id":"7","createdAt":"2026-03-01T12:00:00Z","properties":{"{{HubSpotField.Key}}":"{{change.Activity.Key}}"} },{"id":"8","properties":{} }]}"""]),
            ("/search", ["""{"results":[]}"""]));

        Outcome outcome = Assert.Single(await new EngagementWriter(portal.Client, new AssociationTypes(portal.Client)).WriteAsync([change], Cancel));

        Assert.Equal(("7", null), (outcome.RecordId, outcome.Fault));
    }

    [Fact]
    public async Task Keys_are_found_beside_their_records_by_search_and_in_the_recycle_bin()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(7, Create(1).Activity.Key, null, 301);
        portal.PutCall(8, Create(2).Activity.Key);    // its contact was merged away since: only a search finds it
        portal.PutCall(9, Create(3).Activity.Key, null, 301);
        portal.Simulator.Portal.Archive("calls", "9");

        IReadOnlyDictionary<string, WrittenRecord> found = await Writer(portal).FindAsync([.. Enumerable.Range(1, 4).Select(number => Sought(Create(number)))], Cancel);

        Assert.Equal(
            [(1, new WrittenRecord("7", false)), (2, new WrittenRecord("8", false)), (3, new WrittenRecord("9", true))],
            found.Select(entry => (int.Parse(entry.Key[6..18], System.Globalization.CultureInfo.InvariantCulture), entry.Value)).OrderBy(entry => entry.Item1));
    }

    [Fact]
    public async Task A_key_that_differs_in_case_alone_is_another()    // O10, O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        portal.PutCall(7, "sf-00T00000000000aEAA");

        Assert.Empty(await Writer(portal).FindAsync([new SoughtKey("sf-00T00000000000AEAA", "calls", [])], Cancel));
    }

    [Fact]
    public async Task Of_a_busy_contact_only_as_much_is_read_as_it_takes()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync();
        foreach (long id in Enumerable.Range(1_000, 1_500))
        {
            portal.PutCall(id, null, null, 301);
        }

        portal.PutCall(9_000, Create(1).Activity.Key, null, 301);

        IReadOnlyDictionary<string, WrittenRecord> found = await Writer(portal).FindAsync([Sought(Create(1))], Cancel);

        Assert.Equal("9000", Assert.Single(found).Value.Id);
        Assert.Equal(1, portal.Count("objects/2026-09/calls/batch/read"));
        Assert.Equal(0, portal.Count("search"));
    }
}
