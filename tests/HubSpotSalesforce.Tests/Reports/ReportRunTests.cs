using System.Text.Json.Nodes;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>What a report takes, read over HTTP from an org.</summary>
public sealed class ReportRunTests
{
    // R38
    [Fact]
    public async Task The_families_are_never_mixed()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("callMade", "Call: contact");
        org.Add("callMade", "Call: lead", ReportedOrg.Kim);

        ReportRow contact = Assert.Single(await org.RowsAsync());
        ReportRow lead = Assert.Single(await org.RowsAsync(new ReportDefinition { Who = "leads" }));

        Assert.Equal(("Call: contact", "contacts", "Dana Moss", "Acme"), (contact.Subject, contact.Who, contact.Person, contact.Account));
        Assert.Equal(("Call: lead", "leads", "Kim Stone", null), (lead.Subject, lead.Who, lead.Person, lead.Account));
    }

    // R38
    [Fact]
    public async Task The_history_of_a_converted_lead_stands_under_its_contact_even_where_a_task_stayed_behind()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("callMade", "Call: before", ReportedOrg.Kim);
        string contact = org.Sync.Simulator.Org.ConvertLead(ReportedOrg.Kim);
        org.Add("noteCreated", "Note: left behind", ReportedOrg.Kim, day: "2026-11-19");

        ReportRow[] contacts = await org.RowsAsync();
        ReportRow[] person = await org.RowsAsync(new ReportDefinition { Person = contact });
        ReportRow[] leads = await org.RowsAsync(new ReportDefinition { Who = "leads" });

        Assert.Equal([("Call: before", contact), ("Note: left behind", contact)], contacts.Select(row => (row.Subject, row.PersonId)));
        Assert.Equal(contacts.Select(row => row.TaskId), person.Select(row => row.TaskId));
        Assert.Empty(leads);
    }

    // R39
    [Fact]
    public async Task Kind_task_type_and_days_narrow_a_report_and_both_ends_of_a_period_count()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("callMade", "first day", day: "2026-11-01", type: "Call");
        org.Add("noteCreated", "last day", day: "2026-11-10");
        org.Add("callMade", "day after", day: "2026-11-11");
        org.Add("callMade", "day before", day: "2026-10-31");

        ReportDefinition period = new() { From = new DateOnly(2026, 11, 1), To = new DateOnly(2026, 11, 10) };

        Assert.Equal(["last day", "first day"], await org.SubjectsAsync(period));
        Assert.Equal(["first day"], await org.SubjectsAsync(period with { Kinds = ["callMade"] }));
        Assert.Equal(["first day"], await org.SubjectsAsync(period with { TaskTypes = ["Call"] }));
        Assert.Empty(await org.SubjectsAsync(period with { Kinds = ["meetingScheduled"] }));
    }

    // R39
    [Fact]
    public async Task Without_a_word_a_report_is_of_the_last_thirty_days_from_HubSpot_open_and_completed_and_says_so()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("callMade", "today", day: "2026-11-21");
        org.Add("callMade", "thirtieth day", day: "2026-10-23", status: "Not Started");
        org.Add("callMade", "day before that", day: "2026-10-22");
        org.Add("callMade", "no day", day: null, status: "Not Started");
        org.Add("", "by hand", day: "2026-11-21");

        using ReportRun run = await org.OpenAsync();

        Assert.Equal(["2026-10-23 to 2026-11-21", "From HubSpot", "Open and completed"], run.Definition.Describe());
        Assert.Equal(["today", "thirtieth day"], await org.SubjectsAsync());
        Assert.Equal(["by hand"], await org.SubjectsAsync(new ReportDefinition { Source = "salesforce" }));
        Assert.Equal(["today", "thirtieth day", "day before that", "no day"], await org.SubjectsAsync(new ReportDefinition { AnyDate = true }));
    }

    // R39
    [Fact]
    public async Task Nothing_found_is_an_empty_report_and_no_error()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();

        ReportSummary summary = await org.SummarizeAsync();

        Assert.Equal(0, summary.Activities);
        Assert.Empty(summary.Kinds);
        Assert.Null(summary.Figures.Single(figure => figure.Name == "Open rate").Value);
    }

    // R40
    [Theory]
    [InlineData(null, "", "waiting,open,done")]
    [InlineData("all", "", "waiting,open,done")]
    [InlineData("open", "", "waiting,open")]
    [InlineData("completed", "", "done")]
    [InlineData("open", "Waiting on someone else", "waiting")]
    [InlineData(null, "Completed,Not Started", "open,done")]
    [InlineData("completed", "Not Started", "")]
    public async Task Open_and_completed_and_statuses_are_chosen_and_combine(string? status, string statuses, string expected)
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("taskCreated", "done", day: "2026-11-18");
        org.Add("taskCreated", "open", day: "2026-11-19", status: "Not Started");
        org.Add("taskCreated", "waiting", day: "2026-11-20", status: "Waiting on someone else");

        string[] subjects = await org.SubjectsAsync(new ReportDefinition { Status = status, Statuses = Parts(statuses) });

        Assert.Equal(Parts(expected), subjects);
    }

    // R41, R42
    [Fact]
    public async Task Subjects_are_found_by_a_part_or_their_beginning_in_any_case()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("marketingEmailOpened", "Opened: 50% off_now", day: "2026-11-20");
        org.Add("marketingEmailClicked", "Clicked: opened doors", day: "2026-11-19");
        org.Add("formSubmission", "Submitted: Contact us", day: "2026-11-18");
        org.Add("formSubmission", "Submitted: Contact us today", day: "2026-11-17");
        org.Add("marketingEmailOpened", "Opened: 500 off-now's", day: "2026-11-16");

        Assert.Equal(["Opened: 50% off_now", "Opened: 500 off-now's"], await org.SubjectsAsync(new ReportDefinition { SubjectStartsWith = "oPENED" }));
        Assert.Equal(["Opened: 50% off_now", "Clicked: opened doors", "Opened: 500 off-now's"], await org.SubjectsAsync(new ReportDefinition { SubjectContains = "OPENED" }));
        Assert.Equal(["Submitted: Contact us", "Submitted: Contact us today"], await org.SubjectsAsync(new ReportDefinition { SubjectStartsWith = "submitted: contact us" }));
        Assert.Equal(["Opened: 50% off_now"], await org.SubjectsAsync(new ReportDefinition { SubjectContains = "50% off_" }));    // no wildcards
        Assert.Equal(["Opened: 500 off-now's"], await org.SubjectsAsync(new ReportDefinition { SubjectContains = "now's" }));
        Assert.Empty(await org.SubjectsAsync(new ReportDefinition { SubjectContains = "\\" }));
    }

    [Fact]
    public async Task Owners_are_found_by_name_username_address_and_id_and_an_unknown_one_is_an_error_that_names_it()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        const string Anna = "005000000000077AAA";
        org.Insert("User", Anna, new JsonObject { ["FirstName"] = "Anna", ["LastName"] = "Berg", ["Username"] = "anna@acme.com.prod", ["Email"] = "anna@acme.com", ["IsActive"] = true, ["UserType"] = "Standard", ["Name"] = "Anna Berg" });
        org.Add("callMade", "Anna's", owner: Anna);
        org.Add("callMade", "somebody's");

        foreach (string owner in new[] { "Anna Berg", "ANNA@acme.com.prod", "anna@ACME.com", Anna })
        {
            Assert.Equal(["Anna's"], await org.SubjectsAsync(new ReportDefinition { Owners = [owner] }));
        }

        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => org.SubjectsAsync(new ReportDefinition { Owners = ["anna@acme.com", "Bob O'Neil"] }));

        Assert.Equal((FaultKind.NotFound, "Bob O'Neil"), (refused.Kind, refused.About));
    }

    [Fact]
    public async Task Owners_and_people_who_share_a_name_are_told_apart()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        foreach ((string id, string username, string? email) in new[]
        {
            ("005000000000071AAA", "anna1", "anna@acme.com"), ("005000000000072AAA", "anna2", "berg@acme.com"),
            ("005000000000073AAA", "tom1", "tom@acme.com"), ("005000000000074AAA", "tom2", "tom@acme.com"), ("005000000000075AAA", "tom3", null),
        })
        {
            org.Insert("User", id, new JsonObject { ["Name"] = username[..^1], ["Username"] = username, ["Email"] = email, ["UserType"] = "Standard" });
            org.Add("callMade", username, who: username == "anna1" ? ReportedOrg.Dana : ReportedOrg.Lee, owner: id);
        }

        org.Add("callMade", "integration's", who: "003000000000009AAA");
        org.Insert("Contact", "003000000000009AAA", new JsonObject { ["FirstName"] = "Lee", ["LastName"] = "Park", ["Email"] = "park@customer.com" });
        using ReportRun run = await org.OpenAsync();

        ReportRow[] rows = await org.RowsAsync();
        ReportGroup[] owners = await run.GroupsAsync("owner", CancellationToken.None);
        ReportGroup[] people = await run.GroupsAsync("person", CancellationToken.None);
        ReportSummary summary = await run.SummarizeAsync(null, CancellationToken.None);

        string[] shown = ["Integration", "anna (anna@acme.com)", "anna (berg@acme.com)", "tom (005000000000073AAA)", "tom (005000000000074AAA)", "tom (005000000000075AAA)"];
        Assert.Equal(shown, rows.Select(row => row.Owner).Order(StringComparer.Ordinal));
        Assert.Equal(shown, owners.Select(group => group.Name));
        Assert.Equal(shown, summary.Owners.Select(group => group.Name));
        Assert.Equal(["Lee Park (lee@customer.com)", "Dana Moss", "Lee Park (park@customer.com)"], people.Select(group => group.Name));
    }

    [Fact]
    public async Task People_and_accounts_are_found_by_id_address_and_part_of_a_name()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("callMade", "Dana's");
        org.Add("callMade", "Lee's", ReportedOrg.Lee);

        foreach (string person in new[] { ReportedOrg.Dana, ReportedOrg.Dana[..15], "DANA@customer.com", "moss" })
        {
            Assert.Equal(["Dana's"], await org.SubjectsAsync(new ReportDefinition { Person = person }));
        }

        Assert.Empty(await org.SubjectsAsync(new ReportDefinition { Person = "nobody@customer.com" }));
        Assert.Equal(["Dana's"], await org.SubjectsAsync(new ReportDefinition { Account = "acm" }));
        Assert.Equal(["Dana's"], await org.SubjectsAsync(new ReportDefinition { Account = ReportedOrg.Acme }));
    }

    // R43
    [Fact]
    public async Task A_saved_report_runs_by_name_in_any_case_and_what_is_asked_for_goes_before_it()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync("reports:\n  - { name: Opens, kinds: [marketingEmailOpened], from: 2026-11-01, to: 2026-11-30 }\n  - { name: All leads, who: leads, anyDate: true }");
        org.Add("marketingEmailOpened", "Opened: November");
        org.Add("marketingEmailOpened", "Opened: October", day: "2026-10-20");
        org.Add("callMade", "Call: November");

        Assert.Equal(["Opened: November"], await org.SubjectsAsync(name: "opens"));
        Assert.Equal(["Call: November"], await org.SubjectsAsync(new ReportDefinition { Kinds = ["callMade"] }, "Opens"));
        Assert.Equal(["Opened: October"], await org.SubjectsAsync(new ReportDefinition { From = new DateOnly(2026, 10, 1), To = new DateOnly(2026, 10, 31) }, "Opens"));
        Assert.Equal(["Opens", "All leads"], ReportRun.Saved(org.Sync.SettingPath, org.Sync.Host));

        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => org.OpenAsync(name: "Closes"));

        Assert.Equal(FaultKind.NotFound, refused.Kind);
        Assert.EndsWith("There are: Opens, All leads.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archived_tasks_are_read_and_deleted_ones_are_not()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("callMade", "archived", day: "2025-01-10");
        org.Add("callMade", "young", day: "2026-11-20");
        org.Add("callMade", "deleted", day: "2026-11-19");
        await org.Sync.DeleteTaskAsync("hs-test-3");

        ReportRow[] rows = await org.RowsAsync(new ReportDefinition { AnyDate = true });

        Assert.Equal([("young", false), ("archived", true)], rows.Select(row => (row.Subject, row.IsArchived)));
    }

    [Fact]
    public async Task Progress_is_told_with_the_total_and_what_remains()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        for (int number = 0; number < 1_200; number++)
        {
            org.Add("callMade", $"Call: {number}");
        }

        List<ReportProgress> told = [];
        using ReportRun run = await org.OpenAsync();
        run.Progressed += told.Add;
        await run.RowsAsync(CancellationToken.None).CountAsync();

        Assert.Equal([(500, 1_200), (1_000, 1_200)], told.Select(progress => (progress.Done, progress.Total)));
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
