using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Linking;
using static HubSpotSalesforce.Tests.Runs.Reverse.MovedPortal;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Activities that move to other records on either side after they were made (R57).</summary>
public sealed class AssociationTests
{
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
}
