using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Linking;
using static HubSpotSalesforce.Tests.Runs.Reverse.MovedPortal;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Moves that cannot be followed, that both sides made, or that nobody made.</summary>
public sealed class AssociationRuleTests
{
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
    public async Task Where_a_person_let_both_stay_only_a_later_move_counts()    // R57, R52
    {
        await using SimulatedSync sync = await StartAsync("manual");
        string id = await DivergeAsync(sync);
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        await using (RunLog log = await RunLog.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None))
        {
            Assert.True(await log.ResolveAsync("sf-" + Task1, isRetry: false, CancellationToken.None));
        }

        await sync.AssertQuietAsync();
        Assert.Empty(await ConflictsAsync(sync));
        Assert.Equal((LinkPortal.Kim, "contacts/303"), (sync.Record("Task", Task1).Text("WhoId"), sync.Beside("tasks", id)));

        await sync.EditAsync("Task", Task1, ("WhoId", LinkPortal.Lee));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((LinkPortal.Lee, "contacts/101"), (sync.Record("Task", Task1).Text("WhoId"), sync.Beside("tasks", id)));
        await sync.AssertQuietAsync();
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
