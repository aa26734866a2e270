using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Opens, clicks and replies of sales emails, in whole runs.</summary>
public sealed class SalesEmailCounterTests
{
    private const string ContactId = "003000000000001AAA";
    private const string Kinds = "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { salesEmailOpened: { sync: true }, salesEmailClicked: { sync: true } } }";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // D6, R4, R42
    [Fact]
    public async Task Each_open_and_each_click_is_one_task_that_says_which_email_it_was()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddDays(-3), "Our offer", 101)
            .Counting("open", 2, (1, Now.AddDays(-2)), (2, Now.AddDays(-1)))
            .Counting("click", 1, (1, Now.AddHours(-20))));

        RunResult first = await sync.RunAsync();
        RunResult second = await sync.RunAsync();

        Assert.Equal(["hs-email-7001-click-1", "hs-email-7001-open-1", "hs-email-7001-open-2"], sync.Tasks.Keys.Order(StringComparer.Ordinal));
        JsonObject open = sync.Tasks["hs-email-7001-open-1"];
        Assert.Equal("Opened: Our offer", Text(open, "Subject"));
        Assert.Equal("2026-11-19", Text(open, "ActivityDate"));
        Assert.Equal(ContactId, Text(open, "WhoId"));
        Assert.DoesNotContain("Please find", Text(open, "Description"), StringComparison.Ordinal);
        Assert.Equal("Clicked: Our offer", Text(sync.Tasks["hs-email-7001-click-1"], "Subject"));
        Assert.Equal((3, 0), (first.Created, second.Read));
    }

    // O11: 5, 3, 4
    [Fact]
    public async Task Only_what_rises_above_the_highest_value_ever_seen_is_new()
    {
        await using SimulatedSync sync = await StartAsync();
        (int, DateTimeOffset)[] history = [.. Enumerable.Range(1, 5).Select(number => (number, Now.AddHours(-10 + number)))];
        JsonObject email = PortalRecord.Email(7001, Now.AddDays(-1), "Our offer", 101).Counting("open", 5, history);
        await sync.PutHubSpotAsync("emails", email);
        List<int> created = [(await sync.RunAsync()).Created];

        foreach (int value in new[] { 3, 4, 6 })
        {
            history = [.. history, (value, Now.AddMinutes(-10 + value))];
            await sync.PutHubSpotAsync("emails", email.Counting("open", value, history));
            created.Add((await sync.RunAsync()).Created);
        }

        Assert.Equal([5, 0, 0, 1], created);
        Assert.Contains("hs-email-7001-open-6", sync.Tasks.Keys);
    }

    // O11
    [Fact]
    public async Task A_mail_seven_months_old_with_seven_opens_that_carry_no_date_makes_no_task_and_its_eighth_open_makes_one()
    {
        await using SimulatedSync sync = await StartAsync();
        JsonObject email = PortalRecord.Email(7001, Now.AddDays(-210), "Old", 101).Counting("open", 7);
        email["properties"]!["hs_lastmodifieddate"] = PortalRecord.Time(Now.AddDays(-1));
        await sync.PutHubSpotAsync("emails", email);
        RunResult first = await sync.RunAsync();

        email.Counting("open", 8)["properties"]!["hs_lastmodifieddate"] = PortalRecord.Time(Now.AddMinutes(-5));
        await sync.PutHubSpotAsync("emails", email);
        RunResult second = await sync.RunAsync();

        Assert.Equal((0, 7), (first.Created, first.Skipped["Undated"]));
        Assert.Equal((1, 1), (second.Read, second.Created));    // dated by the record's modified time
        Assert.StartsWith("2026-11-21T11:55:00", Text(sync.Tasks["hs-email-7001-open-8"], "HubSpot_Occurred_At__c"), StringComparison.Ordinal);
    }

    // O11: whatever their modified date
    [Theory]
    [InlineData(29, 1)]
    [InlineData(31, 0)]
    public async Task Mails_of_the_watched_days_are_read_though_nothing_says_that_they_changed(int daysAgo, int created)
    {
        await using SimulatedSync sync = await StartAsync();
        JsonObject email = PortalRecord.Email(7001, Now.AddDays(-daysAgo), "Our offer", 101);
        await sync.PutHubSpotAsync("emails", email);
        await sync.RunAsync();

        string modified = email["properties"]!["hs_lastmodifieddate"]!.GetValue<string>();
        sync.Simulator.Portal.Insert("emails", email.Counting("open", 1, (1, Now.AddMinutes(-30))));    // the stamp stays
        RunResult result = await sync.RunAsync();

        Assert.Equal(modified, email["properties"]!["hs_lastmodifieddate"]!.GetValue<string>());
        Assert.Equal(created, result.Created);
    }

    // O11: direction EMAIL, status SENT or empty
    [Theory]
    [InlineData("EMAIL", "SENT", 1)]
    [InlineData("EMAIL", null, 1)]
    [InlineData("EMAIL", "BOUNCED", 0)]
    [InlineData("FORWARDED_EMAIL", "SENT", 0)]
    [InlineData("INCOMING_EMAIL", null, 0)]
    public async Task Only_mail_that_was_sent_is_watched(string direction, string? status, int created)
    {
        await using SimulatedSync sync = await StartAsync();
        JsonObject email = PortalRecord.Email(7001, Now.AddDays(-1), "Our offer", 101).Counting("open", 1, (1, Now.AddHours(-1)));
        email["properties"]!["hs_email_direction"] = direction;
        email["properties"]!["hs_email_status"] = status;
        await sync.PutHubSpotAsync("emails", email);

        Assert.Equal(created, (await sync.RunAsync()).Created);
    }

    // O3: an email may be associated long after it was opened
    [Fact]
    public async Task An_open_of_an_email_without_a_contact_is_written_once_the_email_has_one()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddDays(-2), "Our offer").Counting("open", 1, (1, Now.AddDays(-1))));
        RunResult before = await sync.RunAsync();

        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddDays(-2), "Our offer", 101).Counting("open", 1, (1, Now.AddDays(-1))));
        RunResult after = await sync.RunAsync();

        Assert.Equal(1, before.Skipped["NoContact"]);
        Assert.Equal(1, after.Created);
    }

    // O11: what was seen is remembered with the cursor, so that a stop in between derives the same events again
    [Fact]
    public async Task A_change_that_was_not_written_is_derived_again_by_the_next_run()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddDays(-2), "Our offer", 101).Counting("open", 2, (1, Now.AddDays(-1)), (2, Now.AddHours(-1))));

        await using (TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None))
        {
            await foreach (Decision _ in run.PlanAsync(CancellationToken.None))
            {
            }

            await run.CompleteAsync(null, CancellationToken.None);
        }

        Assert.Equal(2, (await sync.RunAsync()).Created);
    }

    // O9: the window is derived again from its start, and what has its task is known
    [Fact]
    public async Task A_start_that_is_set_back_brings_the_opens_that_were_too_old()
    {
        await using SimulatedSync sync = await StartAsync(Kinds.Replace("2026-01-01", "2026-11-20", StringComparison.Ordinal));
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddDays(-5), "Our offer", 101).Counting("open", 2, (1, Now.AddDays(-4)), (2, Now.AddHours(-3))));
        RunResult first = await sync.RunAsync();

        sync.WriteSettings(Kinds);
        RunResult second = await sync.RunAsync();

        Assert.Equal((1, 1), (first.Created, first.Skipped["BeforeStart"]));
        Assert.Equal((1, 1), (second.Created, second.Unchanged));
    }

    // One read for both kinds
    [Fact]
    public async Task The_second_kind_costs_no_further_read_of_emails()
    {
        await using SimulatedSync sync = await StartAsync();
        foreach (int id in Enumerable.Range(7001, 120))
        {
            await sync.PutHubSpotAsync("emails", PortalRecord.Email(id, Now.AddDays(-1), "Our offer", 101));
        }

        await sync.RunAsync();    // the first run asks more of HubSpot than later ones
        RunResult both = await sync.RunAsync();
        sync.WriteSettings(Kinds.Replace("salesEmailClicked: { sync: true }", "salesEmailClicked: { sync: false }", StringComparison.Ordinal));
        RunResult one = await sync.RunAsync();

        Assert.Equal(one.Calls.HubSpot, both.Calls.HubSpot);
    }

    // O26
    [Theory]
    [InlineData("hs-email-7001-open-2", null, 1)]
    [InlineData("hs-email-7001-click-1", null, 1)]
    [InlineData(null, "101", 3)]
    public async Task One_open_is_read_live_by_its_key_and_all_of_a_contact_with_the_contact(string? key, string? contact, int lines)
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddDays(-3), "Our offer", 101)
            .Counting("open", 2, (1, Now.AddDays(-2)), (2, Now.AddDays(-1)))
            .Counting("click", 1, (1, Now.AddHours(-20))));
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7002, Now.AddDays(-3), "Never opened", 101));

        List<PlanLine> plan = await sync.PlanAsync(new RunRequest
        {
            SettingPath = sync.SettingPath,
            PlanOnly = true,
            ActivityKeys = key is null ? [] : [key],
            Contacts = contact is null ? [] : [contact],
        });

        Assert.Equal(lines, plan.Count(line => line.Action == "create"));
        Assert.Equal(key is null, plan.All(line => line.Key != key));
    }

    // R5: one task per reply, only when it is chosen
    [Theory]
    [InlineData("salesEmailReplied", "hs-email-7002")]
    [InlineData("salesEmailSent", "hs-email-7001")]
    public async Task A_reply_is_a_kind_of_its_own(string kind, string key)
    {
        await using SimulatedSync sync = await StartAsync($"timeline: {{ enabledAt: 2026-01-01T00:00:00Z, kinds: {{ {kind}: {{ sync: true }} }} }}");
        JsonObject reply = PortalRecord.Email(7002, Now.AddDays(-1), "Re: Our offer", 101);
        reply["properties"]!["hs_email_direction"] = "INCOMING_EMAIL";
        reply["properties"]!["hs_email_status"] = null;
        reply["properties"]!["hs_incoming_email_is_out_of_office"] = "true";
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddDays(-2), "Our offer", 101));
        await sync.PutHubSpotAsync("emails", reply);

        await sync.RunAsync();

        Assert.Equal(key, Assert.Single(sync.Tasks.Keys));
    }

    private static async Task<SimulatedSync> StartAsync(string settings = Kinds)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now }, settings);
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-300), ContactId));
        return sync;
    }

    private static string? Text(JsonObject record, string field) => record[field]?.ToString();
}
