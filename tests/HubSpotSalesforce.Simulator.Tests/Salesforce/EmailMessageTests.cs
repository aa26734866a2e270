using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>Emails and the tasks that Enhanced Email gives them (checklist: Enhanced Email).</summary>
public sealed class EmailMessageTests
{
    private const string Old = """{"Subject": "Offer", "TextBody": "Hello", "MessageDate": "2026-01-05T09:00:00Z", "ToAddress": "lee@example.com"}""";

    [Fact]
    public async Task A_message_gets_a_closed_email_task_stamped_with_the_time_of_the_insert()
    {
        await using SalesforceHost host = await StartAsync();

        JsonNode message = await host.ReadAsync("EmailMessage", await host.CreateAsync("EmailMessage", Old));
        JsonNode task = await host.ReadAsync("Task", (string)message["ActivityId"]!);

        Assert.Equal(
            ("Email: Offer", "Email", true, "2026-01-05", "2026-11-21T10:00:00.000+0000"),
            ((string?)task["Subject"], (string?)task["TaskSubtype"], (bool)task["IsClosed"]!, (string?)task["ActivityDate"], (string?)task["CreatedDate"]));
        Assert.Single(host.Log.Snapshot());
    }

    [Theory]
    [InlineData("""{"Subject": "a", "Status": "1"}""", "FIELD_INTEGRITY_EXCEPTION")]    // sent is the only state without a case
    [InlineData("""{"Subject": "a", "Status": "9"}""", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("""{"Subject": "a", "ActivityId": "00T000000000001EAA"}""", "FIELD_INTEGRITY_EXCEPTION")]
    public async Task A_message_out_of_rule_is_refused(string record, string code)
    {
        await using SalesforceHost host = await StartAsync();
        host.Insert("Task", """{"Id": "00T000000000001EAA"}""");

        Assert.Equal(code, (await host.PostAsync($"{Root}/sobjects/EmailMessage", record)).ErrorCode);
    }

    [Fact]
    public async Task A_sent_message_is_changed_in_its_visibility_alone()
    {
        await using SalesforceHost host = await StartAsync();
        string path = $"{Root}/sobjects/EmailMessage/{await host.CreateAsync("EmailMessage", Old)}";

        Assert.Equal("INVALID_FIELD_FOR_INSERT_UPDATE", (await host.PatchAsync(path, """{"Subject": "b"}""")).ErrorCode);
        Assert.Equal("INVALID_FIELD_FOR_INSERT_UPDATE", (await host.PatchAsync(path, """{"RelatedToId": null}""")).ErrorCode);
        Assert.Equal(204, (await host.PatchAsync(path, """{"IsExternallyVisible": true}""")).Status);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_change_may_replace_the_task_where_the_org_does_so(bool replaces, int tasks)
    {
        await using SalesforceHost host = await StartAsync();
        await host.SendAsync(HttpMethod.Put, "/_sim/enhanced-email", $$"""{"replacesTask": {{(replaces ? "true" : "false")}}}""");
        string id = await host.CreateAsync("EmailMessage", Old);
        string former = (string)(await host.ReadAsync("EmailMessage", id))["ActivityId"]!;

        await host.PatchAsync($"{Root}/sobjects/EmailMessage/{id}", """{"IsExternallyVisible": true}""");

        string now = (string)(await host.ReadAsync("EmailMessage", id))["ActivityId"]!;
        Assert.Equal((!replaces, tasks), (former == now, host.Org.Records("Task").Count));
        Assert.Equal(replaces, (bool)host.Org.Records("Task")[0]["IsDeleted"]!);
        Assert.Equal(200, (await host.GetAsync($"{Root}/sobjects/Task/{now}")).Status);
    }

    [Fact]
    public async Task Without_Enhanced_Email_there_is_no_task()
    {
        await using SalesforceHost host = await StartAsync();
        await host.SendAsync(HttpMethod.Put, "/_sim/enhanced-email", """{"on": false}""");

        await host.CreateAsync("EmailMessage", Old);

        Assert.Empty(host.Org.Records("Task"));
    }

    // [ObjRef-EmailMessage]: the object is there with Enhanced Email or Email-to-Case alone.
    [Fact]
    public async Task An_org_may_have_no_emails_at_all()
    {
        await using SalesforceHost host = await StartAsync();
        await host.SendAsync(HttpMethod.Put, "/_sim/enhanced-email", """{"object": false}""");

        Assert.Equal("INVALID_TYPE", (await host.QueryAsync("SELECT Id FROM EmailMessage")).ErrorCode);
        Assert.Equal(404, (await host.GetAsync($"{Root}/sobjects/EmailMessage/describe")).Status);
        Assert.DoesNotContain("EmailMessage", (await host.GetAsync($"{Root}/sobjects")).Json["sobjects"]!.AsArray().Select(type => (string?)type!["name"]));
    }

    [Fact]
    public async Task A_message_is_found_again_by_its_message_identifier()
    {
        await using SalesforceHost host = await StartAsync();
        string path = $"{Root}/sobjects/EmailMessage/MessageIdentifier/{Uri.EscapeDataString("<1@example.com>")}";

        Reply made = await host.PatchAsync(path, """{"Subject": "a"}""");
        Reply again = await host.PatchAsync(path, """{"IsExternallyVisible": true}""");

        Assert.Equal((201, 200, (string?)made.Json["id"]), (made.Status, again.Status, (string?)again.Json["id"]));
    }
}
