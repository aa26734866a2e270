using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The marketing log on its second day: events that are restated, late, or of sales emails.</summary>
public sealed class EmailEventTests
{
    private const string ContactId = "003000000000001AAA";
    private const string Email = "lee@example.com";
    private const string Kinds = "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { marketingEmailSent: { sync: true }, marketingEmailOpened: { sync: true } } }";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // O13: an open restated with a duration is one task, however its two accounts are met
    [Theory]
    [InlineData(20, 0)]    // both in one read of the log
    [InlineData(20, 6_000)]    // pages apart in it
    [InlineData(60 * 60 * 3, 0)]    // restated after the cursor had passed
    public async Task An_event_that_is_restated_after_its_task_was_made_lends_it_to_its_successor(int secondsLater, int between)
    {
        await using SimulatedSync sync = await StartAsync();
        DateTimeOffset at = Now.AddHours(-1);
        JsonObject open = PortalRecord.MailEvent("open-a", "OPEN", at, Email, "send-1");
        await sync.PutHubSpotAsync("email_events", open);
        RunResult first = await sync.RunAsync();

        JsonObject later = PortalRecord.MailEvent("open-b", "OPEN", at.AddSeconds(secondsLater), Email, "send-1");
        open["obsoletedBy"] = new JsonObject { ["id"] = "open-b", ["created"] = later["created"]!.GetValue<long>() };
        await sync.PutHubSpotAsync("email_events", open);
        await sync.PutHubSpotAsync("email_events", later);
        foreach (int number in Enumerable.Range(0, between))
        {
            sync.Simulator.Portal.Insert("email_events", PortalRecord.MailEvent($"x{number}", "OPEN", at.AddMilliseconds(3 * (1 + number)), "nobody@example.com", "send-2"));
        }

        sync.Simulator.Clock.Set(Now.AddHours(3));
        List<PlanLine> plan = await sync.PlanAsync();
        RunResult second = await sync.RunAsync();
        RunResult third = await sync.RunAsync();

        Assert.Equal(1, first.Created);
        Assert.DoesNotContain(plan, line => line.Action != "skip");
        Assert.Equal((0, 0), (second.Created, third.Created));
        Assert.Single(sync.Tasks);
    }

    // O13: restated twice before it was looked at again
    [Fact]
    public async Task A_task_is_handed_on_along_a_chain_of_successors()
    {
        await using SimulatedSync sync = await StartAsync();
        JsonObject[] opens = [.. "abc".Select((letter, index) => PortalRecord.MailEvent($"open-{letter}", "OPEN", Now.AddHours(-2).AddMinutes(index), Email, "send-1"))];
        await sync.PutHubSpotAsync("email_events", opens[0]);
        await sync.RunAsync();

        foreach (int index in new[] { 0, 1 })
        {
            opens[index]["obsoletedBy"] = new JsonObject { ["id"] = opens[index + 1]["id"]!.GetValue<string>(), ["created"] = opens[index + 1]["created"]!.GetValue<long>() };
        }

        foreach (JsonObject open in opens)
        {
            await sync.PutHubSpotAsync("email_events", open);
        }

        Assert.Equal(0, (await sync.RunAsync()).Created);
        Assert.Single(sync.Tasks);
    }

    // O13, O3: it waited for its contact, and was restated meanwhile
    [Theory]
    [InlineData(true)]    // the contact is linked in the very run that reads the restated event
    [InlineData(false)]
    public async Task An_event_that_was_restated_while_it_waited_is_one_task_once_its_contact_is_linked(bool isAtOnce)
    {
        await using SimulatedSync sync = await StartAsync(linked: false);
        JsonObject open = PortalRecord.MailEvent("open-a", "OPEN", Now.AddHours(-1), Email, "send-1");
        await sync.PutHubSpotAsync("email_events", open);
        await sync.RunAsync();

        JsonObject later = PortalRecord.MailEvent("open-b", "OPEN", Now.AddMinutes(-30), Email, "send-1");
        open["obsoletedBy"] = new JsonObject { ["id"] = "open-b", ["created"] = later["created"]!.GetValue<long>() };
        await sync.PutHubSpotAsync("email_events", open);
        await sync.PutHubSpotAsync("email_events", later);
        if (!isAtOnce)
        {
            await sync.RunAsync();
        }

        await LinkAsync(sync);
        await sync.RunAsync();
        await sync.RunAsync();

        Assert.Single(sync.Tasks);
    }

    // O13, O4: the store was lost after the task was made and the event restated
    [Fact]
    public async Task A_rebuilt_store_knows_the_task_of_a_restated_event()
    {
        await using SimulatedSync sync = await StartAsync();
        JsonObject open = PortalRecord.MailEvent("open-a", "OPEN", Now.AddHours(-2), Email, "send-1");
        await sync.PutHubSpotAsync("email_events", open);
        await sync.RunAsync();
        JsonObject later = PortalRecord.MailEvent("open-b", "OPEN", Now.AddHours(-1), Email, "send-1");
        open["obsoletedBy"] = new JsonObject { ["id"] = "open-b", ["created"] = later["created"]!.GetValue<long>() };
        await sync.PutHubSpotAsync("email_events", open);
        await sync.PutHubSpotAsync("email_events", later);
        File.Delete(sync.StorePath);

        RunResult forced = await sync.RunAsync(new RunRequest { SettingPath = sync.SettingPath, Force = true });

        Assert.Equal(0, forced.Created);
        Assert.Single(sync.Tasks);
    }

    // O13
    [Theory]
    [InlineData(-601, 1)]
    [InlineData(-599, 0)]
    public async Task An_event_younger_than_ten_minutes_waits(int seconds, int created)
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("email_events", PortalRecord.MailEvent("open-a", "OPEN", Now.AddSeconds(seconds), Email, "send-1"));

        Assert.Equal(created, (await sync.RunAsync()).Created);
    }

    // O16: 24 hours of overlap
    [Fact]
    public async Task An_event_that_enters_the_log_a_day_late_is_read()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.RunAsync();
        await sync.PutHubSpotAsync("email_events", PortalRecord.MailEvent("open-a", "OPEN", Now.AddHours(-23), Email, "send-1"));

        Assert.Equal(1, (await sync.RunAsync()).Created);
    }

    // O20, R4: what a one-to-one email left in the log is no marketing email
    [Fact]
    public async Task Events_whose_send_is_that_of_an_email_object_are_not_written_a_second_time()
    {
        await using SimulatedSync sync = await StartAsync();
        JsonObject sales = PortalRecord.Email(7001, Now.AddHours(-4), "Our offer", 101);
        sales["properties"]!["hs_email_send_event_id"] = "SEND-1";    // ids compare without regard to case
        await sync.PutHubSpotAsync("emails", sales);
        await sync.PutHubSpotAsync("email_events", PortalRecord.MailEvent("send-1", "SENT", Now.AddHours(-4), Email));
        await sync.PutHubSpotAsync("email_events", PortalRecord.MailEvent("open-1", "OPEN", Now.AddHours(-3), Email, "send-1"));
        await sync.PutHubSpotAsync("email_events", PortalRecord.MailEvent("send-2", "SENT", Now.AddHours(-4), Email));
        await sync.PutHubSpotAsync("email_events", PortalRecord.MailEvent("open-2", "OPEN", Now.AddHours(-3), Email, "send-2"));

        RunResult result = await sync.RunAsync();

        Assert.Equal((2, 2), (result.Created, result.Skipped["SalesEmailEvent"]));
        Assert.All(sync.Tasks.Keys, key => Assert.EndsWith("-2", key, StringComparison.Ordinal));
    }

    // O20: costs nothing where no email names a send event
    [Fact]
    public async Task A_portal_whose_emails_name_no_send_event_is_asked_once()
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("emails", PortalRecord.Email(7001, Now.AddHours(-4), "Our offer", 101));
        foreach (int number in Enumerable.Range(0, 2_500))
        {
            sync.Simulator.Portal.Insert("email_events", PortalRecord.MailEvent($"open-{number}", "OPEN", Now.AddHours(-3).AddSeconds(number), Email, $"send-{number}"));
        }

        List<string> requests = [];
        RunHost host = sync.Host with { Requested = request => requests.Add(request.ToString()) };
        await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = sync.SettingPath, PlanOnly = true }, host, CancellationToken.None);
        await run.ExecuteAsync(null, null, CancellationToken.None);

        Assert.Single(requests, request => request.Contains("emails/search", StringComparison.Ordinal));
    }

    // O20: a token for marketing alone reads marketing
    [Fact]
    public async Task A_token_that_may_not_read_emails_still_reads_the_log()
    {
        await using SimulatedSync sync = await StartAsync(scopes: [.. SimulatorOptions.AllHubSpotScopes.Except(["sales-email-read"])]);
        await sync.PutHubSpotAsync("email_events", PortalRecord.MailEvent("open-1", "OPEN", Now.AddHours(-3), Email, "send-1"));

        Assert.Equal(1, (await sync.RunAsync()).Created);
    }

    private static async Task<SimulatedSync> StartAsync(bool linked = true, string[]? scopes = null)
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now, HubSpotScopes = scopes ?? SimulatorOptions.AllHubSpotScopes }, Kinds);
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
        await sync.PutHubSpotAsync("campaigns", new JsonObject { ["id"] = 98_765, ["appId"] = 113, ["name"] = "November offer", ["subject"] = "Our November offer" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, Email, Now.AddDays(-300), linked ? ContactId : null));
        return sync;
    }

    private static Task LinkAsync(SimulatedSync sync) => sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, Email, Now.AddDays(-300), ContactId));
}
