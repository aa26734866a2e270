using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Activities that move to other records on either side after they were made (R57).</summary>
public sealed class AssociationTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Event1 = "00U000000000101EAA";
    private const string Account = "001000000000001AAA";
    private const string Opportunity = "006000000000001AAA";

    [Theory]
    [InlineData("tasks")]
    [InlineData("emails")]
    [InlineData("calls")]
    [InlineData("meetings")]
    public async Task What_moves_to_another_contact_in_HubSpot_moves_in_Salesforce(string family)    // R57
    {
        await using SimulatedSync sync = await StartAsync();
        (string type, string row) = Make(sync, family);
        await sync.RunBothAsync();
        string id = IdOf(sync, family);

        await sync.MoveAsync(family, id, "contacts/101", "contacts/202");
        RunResult[] runs = await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(LinkPortal.Kim, sync.Record(type, row).Text("WhoId"));
        Assert.Equal([1, 0], runs.Select(run => run.Updated));
        Assert.Equal("contacts/202", sync.Beside(family, id));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_HubSpot_task_that_moves_takes_its_Salesforce_task_along()    // R57, O7
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", LinkPortal.Now.AddDays(2), 101));
        await sync.RunBothAsync();
        Assert.Equal(LinkPortal.Lee, sync.Tasks["hs-task-501"].Text("WhoId"));

        await sync.MoveAsync("tasks", "501", "contacts/101", "contacts/202");
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(LinkPortal.Kim, sync.Tasks["hs-task-501"].Text("WhoId"));
        await sync.AssertQuietAsync();

        await sync.EditAsync("Task", sync.Tasks["hs-task-501"].Text("Id")!, ("WhoId", LinkPortal.Lee));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("contacts/101", sync.Beside("tasks", "501"));
        await sync.AssertQuietAsync();
    }

    // Of two contacts with one Salesforce id the newer stands for it, and the activity hangs on the older.
    [Fact]
    public async Task A_contact_that_stands_twice_in_HubSpot_moves_nothing()    // R57, O19
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutContact(303, "lee.again@example.com", "2025-01-01", ("salesforcecontactid", LinkPortal.Lee));
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", LinkPortal.Now.AddDays(2), 101));
        await sync.RunBothAsync();
        await sync.AssertQuietAsync();
        await sync.EditAsync("Task", sync.Tasks["hs-task-501"].Text("Id")!, ("Subject", "Call back soon"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((LinkPortal.Lee, "contacts/101"), (sync.Tasks["hs-task-501"].Text("WhoId"), sync.Beside("tasks", "501")));

        await sync.MoveAsync("tasks", "501", "contacts/101", "contacts/202");
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((LinkPortal.Kim, "contacts/202"), (sync.Tasks["hs-task-501"].Text("WhoId"), sync.Beside("tasks", "501")));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("deals/501", "deals/502", "006000000000002AAA")]
    [InlineData("deals/501", "companies/401", Account)]
    [InlineData("companies/401", "deals/501", Opportunity)]
    [InlineData("companies/401", "tickets/601", "500000000000001AAA")]
    [InlineData("tickets/601", "deals/501", Opportunity)]
    [InlineData(null, "companies/401", Account)]    // what is new where nothing was
    public async Task What_moves_to_another_deal_company_or_ticket_in_HubSpot_moves_in_Salesforce(string? from, string to, string what)    // R57
    {
        await using SimulatedSync sync = await StartAsync();
        string? former = from switch { "deals/501" => Opportunity, "companies/401" => Account, "tickets/601" => "500000000000001AAA", _ => null };
        Make(sync, "calls", ("WhatId", former));
        await sync.RunBothAsync();
        string id = IdOf(sync, "calls");
        Assert.Equal(string.Join(',', new[] { "contacts/101", from }.OfType<string>().Order(StringComparer.Ordinal)), sync.Beside("calls", id));

        await sync.AssociateAsync("calls", id, to);
        await (from is null ? Task.CompletedTask : sync.DissociateAsync("calls", id, from));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((LinkPortal.Lee, what), (sync.Record("Task", Task1).Text("WhoId"), sync.Record("Task", Task1).Text("WhatId")));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("WhoId", LinkPortal.Kim, "contacts/202,deals/501")]
    [InlineData("WhatId", Account, "companies/401,contacts/101")]
    [InlineData("WhatId", null, "contacts/101")]
    public async Task A_record_that_moves_in_Salesforce_and_says_the_same_otherwise_moves_in_HubSpot(string field, string? value, string beside)    // R57
    {
        await using SimulatedSync sync = await StartAsync();
        Make(sync, "calls", ("WhatId", Opportunity));
        await sync.RunBothAsync();

        await sync.EditAsync("Task", Task1, (field, value));
        RunResult[] runs = await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal([0, 1], runs.Select(run => run.Updated));
        Assert.Equal(beside, sync.Beside("calls", IdOf(sync, "calls")));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task The_contact_that_is_there_stays_beside_others_until_it_is_taken_away()    // R57, R26
    {
        await using SimulatedSync sync = await StartAsync();
        Make(sync, "tasks");
        await sync.RunBothAsync();
        string id = IdOf(sync, "tasks");

        await sync.AssociateAsync("tasks", id, "contacts/202");
        await sync.AssertQuietAsync();
        Assert.Equal(LinkPortal.Lee, sync.Record("Task", Task1).Text("WhoId"));

        await sync.DissociateAsync("tasks", id, "contacts/101");
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(LinkPortal.Kim, sync.Record("Task", Task1).Text("WhoId"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("nobody", "In HubSpot it hangs on contacts/303, which is no lead or contact in Salesforce, so WhoId stays.")]
    [InlineData("lead", "Salesforce lets what is on a lead be about nothing else, so WhoId stays.")]
    [InlineData("taken away", null)]
    [InlineData("deleted", null)]    // whoever deletes a contact has not edited the activity
    [InlineData("off", null)]
    public async Task What_cannot_be_followed_changes_nothing_and_says_why(string what, string? why)    // R57
    {
        await using SimulatedSync sync = await StartAsync(associations: what == "off" ? "off" : "follow");
        sync.PutContact(303, "stranger@example.com");
        sync.PutPerson(LinkPortal.Lead, "max@example.com");
        sync.PutContact(404, "max@example.com", more: ("salesforceleadid", LinkPortal.Lead));
        Make(sync, "calls", ("WhatId", Opportunity));
        await sync.RunBothAsync();
        string id = IdOf(sync, "calls");
        await (what switch
        {
            "nobody" => sync.MoveAsync("calls", id, "contacts/101", "contacts/303"),
            "lead" => sync.MoveAsync("calls", id, "contacts/101", "contacts/404"),
            "deleted" => DeleteContactAsync(sync, id),
            "off" => sync.MoveAsync("calls", id, "contacts/101", "contacts/202"),
            _ => sync.DissociateAsync("calls", id, "contacts/101"),
        });

        sync.Later(TimeSpan.FromMinutes(5));
        List<PlanLine> lines = await sync.PlanAsync();

        Assert.Equal(why, lines.SingleOrDefault(line => line.Key == "sf-" + Task1 && line.Sentence.Contains("stays", StringComparison.Ordinal))?.Sentence.Split(". ").Last(said => said.Contains("stays", StringComparison.Ordinal)));
        await sync.AssertQuietAsync();
        Assert.Equal((LinkPortal.Lee, Opportunity), (sync.Record("Task", Task1).Text("WhoId"), sync.Record("Task", Task1).Text("WhatId")));
    }

    [Fact]
    public async Task A_contact_that_comes_to_Salesforce_later_is_followed_then()    // R57, O3
    {
        await using SimulatedSync sync = await StartAsync();
        sync.PutContact(303, "max@example.com");
        Make(sync, "tasks");
        await sync.RunBothAsync();
        await sync.MoveAsync("tasks", IdOf(sync, "tasks"), "contacts/101", "contacts/303");
        await sync.AssertQuietAsync();

        sync.PutPerson(LinkPortal.Lead, "max@example.com");
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(LinkPortal.Lead, sync.Record("Task", Task1).Text("WhoId"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("salesforce", LinkPortal.Kim, "contacts/202", "HubSpot")]
    [InlineData("hubspot", "003000000000003AAA", "contacts/303", "Salesforce")]
    [InlineData("newest", LinkPortal.Kim, "contacts/202", "HubSpot")]    // an association moves no date in HubSpot
    public async Task Where_both_sides_moved_it_the_rule_of_the_family_decides_and_the_other_is_kept(string rule, string who, string beside, string lost)    // R57, R52
    {
        await using SimulatedSync sync = await StartAsync(rule);
        string id = await DivergeAsync(sync);

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((who, beside), (sync.Record("Task", Task1).Text("WhoId"), sync.Beside("tasks", id)));
        ConflictRecord conflict = Assert.Single(await ConflictsAsync(sync));
        Assert.Equal(("sf-" + Task1, "WhoId", "contacts"), (conflict.Key, conflict.Field, conflict.Property));
        Assert.Equal(("003000000000003AAA", LinkPortal.Kim, lost == "HubSpot" ? Side.Salesforce : Side.HubSpot), (conflict.HubSpot, conflict.Salesforce, conflict.Winner));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData(Side.Salesforce, LinkPortal.Kim, "contacts/202")]
    [InlineData(Side.HubSpot, "003000000000003AAA", "contacts/303")]
    public async Task Where_both_sides_moved_it_and_a_person_is_to_choose_it_waits_for_that(Side side, string who, string beside)    // R57, R52
    {
        await using SimulatedSync sync = await StartAsync("manual");
        string id = await DivergeAsync(sync);
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        await sync.AssertQuietAsync();
        Assert.Equal((LinkPortal.Kim, "contacts/303"), (sync.Record("Task", Task1).Text("WhoId"), sync.Beside("tasks", id)));

        await using (SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadWrite, sync.Simulator.Clock, CancellationToken.None))
        {
            Lease lease = await store.AcquireAsync("a person", TimeSpan.FromMinutes(1), CancellationToken.None);
            Assert.Equal(1, await store.TakeAsync(lease, "sf-" + Task1, "WhoId", side, CancellationToken.None));
            await store.ReleaseAsync(lease, CancellationToken.None);
        }

        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((who, beside), (sync.Record("Task", Task1).Text("WhoId"), sync.Beside("tasks", id)));
        await sync.AssertQuietAsync();
        Assert.Empty(await ConflictsAsync(sync));
    }

    [Fact]
    public async Task A_merge_of_contacts_in_HubSpot_is_no_move()    // R57, O19
    {
        await using SimulatedSync sync = await StartAsync();
        Make(sync, "tasks");
        await sync.RunBothAsync();

        await sync.MergeContactsAsync("101", "202");
        await sync.AssertQuietAsync();
        Assert.Equal(LinkPortal.Lee, sync.Record("Task", Task1).Text("WhoId"));
        string merged = sync.Beside("tasks", IdOf(sync, "tasks"));
        Assert.NotEqual("contacts/101", merged);

        // The next edit there makes nothing of it either.
        await sync.EditAsync("Task", Task1, ("Subject", "Talk again"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(merged, sync.Beside("tasks", IdOf(sync, "tasks")));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_run_looks_at_so_many_pairs_and_the_next_goes_on_from_there()    // R57
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("tasks", PortalRecord.Task(501, LinkPortal.Now.AddDays(-1), "Call back", "NOT_STARTED", LinkPortal.Now.AddDays(2), 101));
        foreach (int number in Enumerable.Range(101, 4))
        {
            sync.MakeTask($"00T{number:D12}EAA", "Talk", "Call");
        }

        await sync.RunBothAsync();
        await sync.AssertQuietAsync();
        await sync.RunAfterAsync(TimeSpan.FromHours(3));
        int before = sync.Simulator.HubSpotCalls.Count("associations/");
        await sync.RunAsync();
        Assert.Equal(8, sync.Simulator.HubSpotCalls.Count("associations/") - before);    // tasks and calls, four types each

        foreach (JsonObject made in sync.Made("calls"))
        {
            await sync.MoveAsync("calls", made["id"]!.GetValue<string>(), "contacts/101", "contacts/202");
        }

        await sync.MoveAsync("tasks", "501", "contacts/101", "contacts/202");
        List<string> pages = [];
        for (int run = 0; run < 4; run++)
        {
            pages.Add(string.Join(' ', await MovedAsync(sync, pairsPerRun: 2)));
        }

        Assert.Equal(["1 tasks 2 calls", "2 calls", "", "1 tasks 2 calls"], pages);
    }

    private static async Task<string[]> MovedAsync(SimulatedSync sync, int pairsPerRun)
    {
        using SyncSession session = await SyncSession.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        await using RunBooks books = await RunBooks.OpenAsync(sync.StorePath, new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);
        await session.Salesforce.SignInAsync(CancellationToken.None);
        RecordTerms terms = new()
        {
            Now = LinkPortal.Now,
            EnabledAt = await books.Store.EnabledAtAsync(CancellationToken.None),
            ClosedStatuses = ["Completed"],
            TaskCreated = new TimelineRules(session.Setting, []).MappingOf(ActivityKind.TaskCreated),
        };
        RecordSetup setup = (await RecordSetup.ReadAsync(session, terms, CancellationToken.None))!;
        using RunLedger ledger = new(books.Store, books.Lease, "moved", sync.Simulator.Clock);
        MovedRecords moved = new(setup, books, ledger, sync.Simulator.Clock) { PairsPerRun = pairsPerRun };
        return [.. (await moved.ReadAsync([.. setup.Families], CancellationToken.None).ToListAsync()).Where(page => page.Records.Length > 0).Select(page => $"{page.Records.Length} {page.Family}")];
    }

    private static async Task<SimulatedSync> StartAsync(string conflict = "salesforce", string associations = "follow")
    {
        string families = string.Join("\n  ", ActivityFamily.All.Select(family => $"{family}: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, conflict: {conflict} }}"));
        SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"associations: {associations}\n  caseProperty: salesforce_case\n  {families}"));
        sync.PutPerson(LinkPortal.Kim, "kim@example.com");
        sync.PutContact(202, "kim@example.com", more: ("salesforcecontactid", LinkPortal.Kim));
        await sync.DefinePropertyAsync("tickets", "salesforce_case", "ticketinformation");
        Put(sync, "companies", 401, "salesforceaccountid", "Account", Account);
        Put(sync, "deals", 501, "hs_salesforceopportunityid", "Opportunity", Opportunity);
        Put(sync, "deals", 502, "hs_salesforceopportunityid", "Opportunity", "006000000000002AAA");
        Put(sync, "tickets", 601, "salesforce_case", "Case", "500000000000001AAA");
        return sync;
    }

    private static void Put(SimulatedSync sync, string type, long id, string property, string salesforceType, string salesforceId)
    {
        sync.Simulator.Portal.Insert(type, new JsonObject { ["id"] = $"{id}", ["properties"] = new JsonObject { [property] = salesforceId } });
        sync.Simulator.Org.Insert(salesforceType, new JsonObject { ["Id"] = salesforceId, [salesforceType == "Case" ? "Subject" : "Name"] = $"{type} {id}" });
    }

    private static (string Type, string Id) Make(SimulatedSync sync, string family, params (string Name, JsonNode? Value)[] more)
    {
        if (family == "meetings")
        {
            sync.MakeEvent(Event1, "Demo", more: more);
            return ("Event", Event1);
        }

        sync.MakeTask(Task1, "Talk", ActivityFamily.Named(family).Subtype!, more: more);
        return ("Task", Task1);
    }

    private static string IdOf(SimulatedSync sync, string family) => Assert.Single(sync.Made(family))["id"]!.GetValue<string>();

    private static async Task DeleteContactAsync(SimulatedSync sync, string call)
    {
        await sync.ArchiveHubSpotAsync("contacts", 101);
        await sync.DissociateAsync("calls", call, "contacts/101");
    }

    // Salesforce says Kim, HubSpot says Max.
    private static async Task<string> DivergeAsync(SimulatedSync sync)
    {
        sync.PutPerson("003000000000003AAA", "max@example.com");
        sync.PutContact(303, "max@example.com", more: ("salesforcecontactid", "003000000000003AAA"));
        Make(sync, "tasks");
        await sync.RunBothAsync();
        string id = IdOf(sync, "tasks");
        sync.Later(TimeSpan.FromMinutes(5));
        await sync.EditAsync("Task", Task1, ("WhoId", LinkPortal.Kim));
        await sync.MoveAsync("tasks", id, "contacts/101", "contacts/303");
        return id;
    }

    private static async Task<IReadOnlyList<ConflictRecord>> ConflictsAsync(SimulatedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadOnly, sync.Simulator.Clock, CancellationToken.None);
        return await store.ConflictsAsync(10, CancellationToken.None);
    }
}
