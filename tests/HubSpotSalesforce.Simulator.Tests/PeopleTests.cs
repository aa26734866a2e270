using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests;

/// <summary>What people do on both sides, and what automations do after every save: stamped like in real accounts, and in no log of writes.</summary>
public sealed class PeopleTests
{
    private const string Task = "00T000000000001EAA";
    private const string Anna = "005000000000001AAA";

    [Fact]
    public async Task A_person_edits_a_task_and_its_stamps_and_what_follows_move()
    {
        await using HubSpotSide side = await WithTaskAsync();
        await side.SendAsync(HttpMethod.Put, "/_sim/clock", """{"now":"2026-11-21T11:00:00Z"}""");

        Answer edited = await side.SendAsync(HttpMethod.Put, "/_sim/records/Task", $$"""{"Id":"{{Task}}","Status":"Completed","Description":null}""");

        Assert.Equal(200, edited.Status);
        JsonNode task = side.Host.Org.Records("Task")[0];
        Assert.Equal(
            ("Completed", true, "2026-11-21T11:00:00.000+0000", "2026-11-21T11:00:00.000+0000", Anna, "Call"),
            ((string?)task["Status"], (bool)task["IsClosed"]!, (string?)task["SystemModstamp"], (string?)task["CompletedDateTime"], (string?)task["LastModifiedById"], (string?)task["Subject"]));
        Assert.Empty(side.Host.Log.Snapshot());
    }

    [Fact]
    public async Task A_person_makes_a_record_of_today_and_another_person_can_be_named()
    {
        await using HubSpotSide side = await WithTaskAsync();

        JsonNode made = (await side.SendAsync(HttpMethod.Put, "/_sim/records/Event", $$"""
            {"Subject":"Offsite","IsAllDayEvent":true,"ActivityDate":"2026-12-01","StartDateTime":"2026-12-01T00:00:00Z","OwnerId":"{{Anna}}"}
            """)).Json;
        await side.SendAsync(HttpMethod.Put, "/_sim/records/Task", $$"""{"Id":"{{Task}}","Subject":"b","LastModifiedById":"{{side.Host.Org.IntegrationUserId}}"}""");

        Assert.Equal(("2026-11-21T10:00:00.000+0000", Anna), ((string?)made["SystemModstamp"], (string?)made["CreatedById"]));
        Assert.Equal(side.Host.Org.IntegrationUserId, (string?)side.Host.Org.Records("Task")[0]["LastModifiedById"]);
    }

    [Fact]
    public async Task A_deleted_task_comes_back_and_one_deleted_for_good_does_not()
    {
        await using HubSpotSide side = await WithTaskAsync();

        Answer first = await side.SendAsync(HttpMethod.Delete, $"/_sim/records/Task/{Task}");
        Answer again = await side.SendAsync(HttpMethod.Delete, $"/_sim/records/Task/{Task}");
        bool deleted = (bool)side.Host.Org.Records("Task")[0]["IsDeleted"]!;
        Answer back = await side.PostAsync($"/_sim/records/Task/{Task}/undelete", "");
        bool restored = !(bool)side.Host.Org.Records("Task")[0]["IsDeleted"]!;
        await side.SendAsync(HttpMethod.Delete, $"/_sim/records/Task/{Task}?forGood=true");

        Assert.Equal(("""{"deleted":true}""", """{"deleted":false}""", """{"restored":true}"""), (first.Text, again.Text, back.Text));
        Assert.True(deleted && restored);
        Assert.Empty(side.Host.Org.Records("Task"));
        Assert.Equal(400, (await side.PostAsync($"/_sim/records/Task/{Task}/undelete", "")).Status);
    }

    [Fact]
    public async Task A_task_is_not_restored_beside_another_one_with_its_key()
    {
        await using HubSpotSide side = await WithTaskAsync();
        await side.SendOrgAsync(HttpMethod.Post, "/services/data/v67.0/tooling/sobjects/CustomField", """
            {"FullName":"Activity.Key__c","Metadata":{"label":"Key","type":"Text","length":64,"externalId":true,"unique":true,"caseSensitive":true}}
            """);
        await side.SendAsync(HttpMethod.Put, "/_sim/records/Task", $$"""{"Id":"{{Task}}","Key__c":"a"}""");
        await side.SendAsync(HttpMethod.Delete, $"/_sim/records/Task/{Task}");
        await side.SendAsync(HttpMethod.Put, "/_sim/records/Task", """{"Key__c":"a"}""");

        Answer refused = await side.PostAsync($"/_sim/records/Task/{Task}/undelete", "");

        Assert.Equal(400, refused.Status);
        Assert.Contains("DUPLICATE_VALUE", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Task", """{"Id":"00T000000000009EAA"}""")]
    [InlineData("Task", """{"Id":"00T000000000001EAA","Nonsense":1}""")]
    [InlineData("Task", """{"Id":"00T000000000001EAA","IsReminderSet":"maybe"}""")]
    [InlineData("Nonsense", """{"Id":"00T000000000001EAA"}""")]
    public async Task An_edit_that_nobody_could_make_is_refused(string type, string record)
    {
        await using HubSpotSide side = await WithTaskAsync();

        Assert.Equal(400, (await side.SendAsync(HttpMethod.Put, $"/_sim/records/{type}", record)).Status);
    }

    [Fact]
    public async Task An_archived_call_comes_back_with_a_new_date_of_change()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 1);
        await side.SendAsync(HttpMethod.Delete, "/_sim/records/calls/1");

        Answer back = await side.PostAsync("/_sim/records/calls/1/undelete", "");
        Answer again = await side.PostAsync("/_sim/records/calls/1/undelete", "");

        Assert.Equal(("""{"restored":true}""", """{"restored":false}"""), (back.Text, again.Text));
        Assert.Equal("2026-11-21T10:00:00.000Z", (string?)(await side.GetAsync($"{Objects}/calls/1")).Json["updatedAt"]);
    }

    [Fact]
    public async Task Automations_change_what_was_saved_on_both_sides_once_and_not_in_the_answer()
    {
        await using HubSpotSide side = await WithTaskAsync();
        Answer set = await side.SendAsync(HttpMethod.Put, "/_sim/automation", """
            {"salesforce":[{"type":"Task","set":{"Priority":"High"},"append":{"Description":" (seen)"}}],
             "hubspot":[{"type":"tasks","set":{"hs_task_priority":"HIGH"}}]}
            """);

        await side.SendOrgAsync(HttpMethod.Patch, $"/services/data/v67.0/sobjects/Task/{Task}", """{"Subject":"b"}""");
        await side.SendOrgAsync(HttpMethod.Patch, $"/services/data/v67.0/sobjects/Task/{Task}", """{"Subject":"c"}""");
        Answer made = await side.PostAsync($"{Objects}/tasks", """{"properties":{"hs_timestamp":"2026-12-01T00:00:00Z","hs_task_priority":"LOW"}}""");

        Assert.Equal(200, set.Status);
        JsonNode task = side.Host.Org.Records("Task")[0];
        Assert.Equal(("High", true, "d (seen)"), ((string?)task["Priority"], (bool)task["IsHighPriority"]!, (string?)task["Description"]));
        Assert.Equal("LOW", (string?)made.Json["properties"]!["hs_task_priority"]);
        Answer read = await side.GetAsync($"{Objects}/tasks/{(string)made.Json["id"]!}?properties=hs_task_priority&propertiesWithHistory=hs_task_priority");
        Assert.Equal("HIGH", (string?)read.Json["properties"]!["hs_task_priority"]);
        Assert.Equal("AUTOMATION_PLATFORM", (string?)read.Json["propertiesWithHistory"]!["hs_task_priority"]![0]!["sourceType"]);
        Assert.Equal(3, side.Host.Log.Snapshot().Length);    // what clients wrote, and nothing else
    }

    [Theory]
    [InlineData("""{"salesforce":[{"type":"Task","set":{"Nonsense":1}}]}""")]
    [InlineData("""{"hubspot":[{"type":"nonsense"}]}""")]
    [InlineData("""{"hubspot":[{"type":"calls","append":{"nonsense":"x"}}]}""")]
    [InlineData("""{"elsewhere":[]}""")]
    public async Task An_automation_that_is_wrong_is_refused(string automation)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(400, (await side.SendAsync(HttpMethod.Put, "/_sim/automation", automation)).Status);
    }

    private static async Task<HubSpotSide> WithTaskAsync()
    {
        HubSpotSide side = await StartAsync();
        side.Host.Org.Insert("User", new JsonObject { ["Id"] = Anna, ["LastName"] = "Anna", ["IsActive"] = true });
        side.Host.Org.Insert("Task", new JsonObject { ["Id"] = Task, ["Subject"] = "Call", ["Description"] = "d", ["OwnerId"] = Anna });
        return side;
    }
}
