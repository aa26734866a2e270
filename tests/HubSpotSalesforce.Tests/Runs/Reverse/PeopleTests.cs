using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Whose a record is: leads that become contacts, contacts that change, owners, emails that change their task (O3, O23, O24, R37, R57).</summary>
public sealed class PeopleTests
{
    private const string Task1 = "00T000000000101EAA";
    private const string Rep = "005000000000077AAA";

    [Fact]
    public async Task What_a_conversion_moved_is_not_imported_for_that_and_what_was_there_stays_one()    // O24
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings("tasks: { sync: true, enabledAt: 2026-11-21T10:00:00Z }"));
        sync.PutPerson(LinkPortal.Lead, "kim@example.com");
        sync.PutContact(202, "kim@example.com", more: ("salesforceleadid", LinkPortal.Lead));
        sync.MakeTask(Task1, "Old", "Task", LinkPortal.Lead);
        await sync.PutSalesforceAsync("records/Task", new JsonObject { ["Subject"] = "New", ["WhoId"] = LinkPortal.Lead, ["Status"] = "Not Started", ["Priority"] = "Normal" });
        await sync.RunBothAsync();
        Assert.Equal("New", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        sync.Later(TimeSpan.FromHours(1));

        await sync.ConvertLeadAsync(LinkPortal.Lead);
        List<PlanLine> lines = [];
        await sync.RunBackAsync(lines: lines);
        Assert.Equal("New", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Contains(lines, line => line.Reason == "MovedByConversion");
        await sync.AssertQuietAsync();

        sync.Later(TimeSpan.FromHours(1));
        await sync.EditAsync("Task", Task1, ("Subject", "Old, and touched"));
        await sync.RunBothAsync();
        Assert.Equal(["New", "Old, and touched"], sync.Made("tasks").Select(record => record.Property("hs_task_subject")).Order());
        Assert.All(sync.Made("tasks"), record => Assert.Contains("202", record["associations"]!.ToJsonString(), StringComparison.Ordinal));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("follow", "202")]
    [InlineData("off", "101")]
    public async Task A_record_that_moves_to_another_contact_takes_its_activity_along_when_chosen(string associations, string contact)    // R57
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"associations: {associations}\n  tasks: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z }}"));
        sync.PutPerson(LinkPortal.Kim, "kim@example.com");
        sync.PutContact(202, "kim@example.com", more: ("salesforcecontactid", LinkPortal.Kim));
        sync.MakeTask(Task1, "Send the offer", "Task");
        await sync.RunBothAsync();

        await sync.EditAsync("Task", Task1, ("WhoId", LinkPortal.Kim), ("Subject", "Send Kim the offer"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        JsonObject made = Assert.Single(sync.Made("tasks"));
        Assert.Equal(contact, Assert.Single(made["associations"]!["contacts"]!.AsArray())!.ToString());
        Assert.Equal("Send Kim the offer", made.Property("hs_task_subject"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("map", "77")]
    public async Task The_owner_goes_along_when_owners_are_mapped(string owners, string? owner)    // R33, R37
    {
        string settings = TwoWaySync.Settings($"owners: {owners}\n  tasks: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z }}", "owners: { map: { rep@here.example: rep@there.example } }");
        await using SimulatedSync sync = await TwoWaySync.StartAsync(settings);
        sync.Simulator.Org.Insert("User", new JsonObject { ["Id"] = Rep, ["LastName"] = "Rep", ["Username"] = "rep@there.example", ["Email"] = "rep@elsewhere.example", ["IsActive"] = true });
        await sync.PutHubSpotAsync("owners", new JsonObject { ["id"] = "77", ["email"] = "rep@here.example", ["archived"] = false, ["type"] = "PERSON" });
        sync.MakeTask(Task1, "Send the offer", "Task", more: ("OwnerId", Rep));

        await sync.RunBothAsync();

        Assert.Equal(owner, Assert.Single(sync.Made("tasks")).Property("hubspot_owner_id"));
        await sync.AssertQuietAsync();
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("delete")]    // the task that is replaced is deleted, the email is not
    public async Task An_email_whose_task_Salesforce_replaces_stays_one_email(string onDelete)    // O23, R51
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings($"emails: {{ sync: true, enabledAt: 2026-01-01T00:00:00Z, onDelete: {onDelete} }}"));
        await sync.PutSalesforceAsync("enhanced-email", new JsonObject { ["on"] = true, ["replacesTask"] = true });
        await sync.PutSalesforceAsync("records/EmailMessage", new JsonObject
        {
            ["Subject"] = "Prices", ["TextBody"] = "Ten euros.", ["Status"] = "3", ["FromAddress"] = "rep@example.com", ["ToAddress"] = "lee@example.com", ["MessageDate"] = "2026-11-20T09:00:00.000+0000",
        });
        string former = Assert.Single(sync.Simulator.Org.Records("Task"))["Id"]!.GetValue<string>();
        await sync.EditAsync("Task", former, ("WhoId", LinkPortal.Lee));
        await sync.RunBothAsync();
        JsonObject email = Assert.Single(sync.Made("emails"));
        sync.Later(TimeSpan.FromMinutes(5));

        await sync.PutSalesforceAsync("records/EmailMessage", new JsonObject { ["Id"] = Assert.Single(sync.Simulator.Org.Records("EmailMessage"))["Id"]!.GetValue<string>(), ["IsExternallyVisible"] = true });
        string now = sync.Simulator.Org.Records("Task").Single(task => task["IsDeleted"]?.GetValue<bool>() != true)["Id"]!.GetValue<string>();
        Assert.NotEqual(former, now);
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(email["id"]!.GetValue<string>(), Assert.Single(sync.Made("emails"))["id"]!.GetValue<string>());
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_record_of_nobody_waits_until_it_is_somebodys()    // O3
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        sync.MakeTask(Task1, "Whose?", "Task", null);
        sync.MakeTask("00T000000000102EAA", "Intro call", "Call", LinkPortal.Kim);
        sync.PutPerson(LinkPortal.Kim, "kim@example.com");
        await sync.RunBothAsync();
        await sync.RunAfterAsync(TimeSpan.FromDays(3));
        Assert.Empty(sync.Made("tasks"));

        await sync.EditAsync("Task", Task1, ("WhoId", LinkPortal.Lee));
        sync.PutContact(202, "kim@example.com", more: ("salesforcecontactid", LinkPortal.Kim));
        await sync.RunAfterAsync(TimeSpan.FromDays(3));

        Assert.Equal("Whose?", Assert.Single(sync.Made("tasks")).Property("hs_task_subject"));
        Assert.Contains("202", Assert.Single(sync.Made("calls"))["associations"]!.ToJsonString(), StringComparison.Ordinal);
        await sync.AssertQuietAsync();
    }
}
