using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class ActivityLinkTests
{
    private const string Contact = "003Sm0000000001IAA";
    private const string Lead = "00QSm0000000001MAA";
    private const string Converted = "00QSm0000000002MAA";
    private const string Account = "001Sm0000000001IAA";
    private const string Opportunity = "006Sm0000000001IAA";
    private const string Inactive = "005Sm0000000009IAA";
    private const string Deleted = "003Sm0000000002IAA";

    [Theory]
    [InlineData("\"WhoId\": \"003Sm0000000001IAA\"", null)]
    [InlineData("\"WhoId\": \"003Sm0000000001\"", null)]    // 15 characters
    [InlineData("\"WhoId\": \"00QSm0000000001MAA\"", null)]
    [InlineData("\"WhoId\": \"001Sm0000000001IAA\"", "MALFORMED_ID")]    // an account is no person
    [InlineData("\"WhoId\": \"003Sm0000000001AAA\"", "MALFORMED_ID")]    // checksum
    [InlineData("\"WhoId\": \"someone\"", "MALFORMED_ID")]
    [InlineData("\"WhoId\": \"003Sm0000000zzzIAA\"", "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("\"WhoId\": \"003Sm0000000002IAA\"", "INVALID_CROSS_REFERENCE_KEY")]    // deleted
    [InlineData("\"WhoId\": \"00QSm0000000002MAA\"", "CANNOT_UPDATE_CONVERTED_LEAD")]
    [InlineData("\"WhoId\": \"00QSm0000000001MAA\", \"WhatId\": \"001Sm0000000001IAA\"", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("\"WhoId\": \"003Sm0000000001IAA\", \"WhatId\": \"006Sm0000000001IAA\"", null)]
    [InlineData("\"WhatId\": \"003Sm0000000001IAA\"", "MALFORMED_ID")]
    [InlineData("\"OwnerId\": \"005Sm0000000009IAA\"", "INACTIVE_OWNER_OR_USER")]
    [InlineData("\"OwnerId\": \"005Sm0000000zzzIAA\"", "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("\"OwnerId\": \"003Sm0000000001IAA\"", "MALFORMED_ID")]
    public async Task A_task_points_to_living_records_of_the_right_kind(string fields, string? code)
    {
        await using SalesforceHost host = await StartWithPeopleAsync();

        Reply reply = await host.PostAsync($"{Root}/composite/sobjects", Collection(false, fields));

        Assert.Equal([code], reply.RowCodes);
    }

    [Fact]
    public async Task Refusals_name_the_id_in_the_platforms_words()
    {
        await using SalesforceHost host = await StartWithPeopleAsync();

        Reply who = await host.PostAsync($"{Root}/sobjects/Task", $$"""{"WhoId": "{{Account}}"}""");
        Reply owner = await host.PostAsync($"{Root}/sobjects/Task", $$"""{"OwnerId": "{{Inactive}}"}""");

        Assert.Equal(
            $$"""[{"message":"Name ID: id value of incorrect type: {{Account}}","errorCode":"MALFORMED_ID","fields":["WhoId"]}]""", who.Json.ToJsonString());
        Assert.Equal($"operation performed with inactive user [{Inactive}] as owner of task", (string?)owner.Json[0]!["message"]);
    }

    [Theory]
    [InlineData("\"WhatId\": \"001Sm0000000001IAA\"", Account)]
    [InlineData("\"WhatId\": \"006Sm0000000001IAA\"", Account)]    // the opportunity's
    [InlineData("\"WhoId\": \"003Sm0000000001IAA\"", Account)]    // the contact's
    [InlineData("\"WhoId\": \"00QSm0000000001MAA\"", null)]
    public async Task The_account_follows_from_the_thing_or_the_contact(string fields, string? account)
    {
        await using SalesforceHost host = await StartWithPeopleAsync();

        string id = await host.CreateAsync("Task", $"{{{fields}}}");

        Assert.Equal(account, (string?)(await host.ReadAsync("Task", id))["AccountId"]);
    }

    [Fact]
    public async Task A_lead_and_a_thing_do_not_meet_by_an_update_either()
    {
        await using SalesforceHost host = await StartWithPeopleAsync();
        string id = await host.CreateAsync("Task", $$"""{"WhoId": "{{Lead}}"}""");

        Reply reply = await host.PatchAsync($"{Root}/sobjects/Task/{id}", $$"""{"WhatId": "{{Account}}"}""");

        Assert.Equal("FIELD_INTEGRITY_EXCEPTION", reply.ErrorCode);
    }

    [Fact]
    public async Task A_task_of_an_inactive_owner_can_be_changed_if_the_owner_is_left_alone()
    {
        await using SalesforceHost host = await StartWithPeopleAsync();
        string id = host.Insert("Task", $$"""{"OwnerId": "{{Inactive}}", "WhoId": "{{Converted}}"}""");

        Assert.Equal(204, (await host.PatchAsync($"{Root}/sobjects/Task/{id}", """{"Subject": "a"}""")).Status);
    }

    [Fact]
    public async Task A_converted_lead_is_read_only()
    {
        await using SalesforceHost host = await StartWithPeopleAsync();

        Reply reply = await host.PatchAsync($"{Root}/sobjects/Lead/{Converted}", """{"Title": "CEO"}""");

        Assert.Equal("CANNOT_UPDATE_CONVERTED_LEAD", reply.ErrorCode);
    }

    [Theory]
    [InlineData("""{"StartDateTime": "2026-11-21T10:00:00Z", "DurationInMinutes": 30}""", "2026-11-21T10:30:00.000+0000", 30)]
    [InlineData("""{"ActivityDateTime": "2026-11-21T10:00:00Z", "EndDateTime": "2026-11-21T11:00:00Z"}""", "2026-11-21T11:00:00.000+0000", 60)]
    [InlineData("""{"StartDateTime": "2026-11-21T10:00:00Z", "DurationInMinutes": 60, "EndDateTime": "2026-11-21T11:00:00Z"}""", "2026-11-21T11:00:00.000+0000", 60)]
    [InlineData("""{"ActivityDate": "2026-11-21", "IsAllDayEvent": true}""", "2026-11-21T00:00:00.000+0000", 1_440)]
    public async Task An_event_has_a_start_an_end_and_a_duration_that_agree(string record, string end, int minutes)
    {
        await using SalesforceHost host = await StartAsync();

        JsonNode meeting = await host.ReadAsync("Event", await host.CreateAsync("Event", record));

        Assert.Equal((end, minutes, "2026-11-21"), ((string?)meeting["EndDateTime"], (int)meeting["DurationInMinutes"]!, (string?)meeting["ActivityDate"]));
    }

    [Theory]
    [InlineData("""{"StartDateTime": "2026-11-21T10:00:00Z", "DurationInMinutes": 30, "EndDateTime": "2026-11-21T11:00:00Z"}""", "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("""{"StartDateTime": "2026-11-21T10:00:00Z"}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"DurationInMinutes": 30}""", "REQUIRED_FIELD_MISSING")]
    [InlineData("""{"StartDateTime": "2026-11-21T10:00:00Z", "DurationInMinutes": 30, "EndDate": "2026-11-21"}""", "INVALID_FIELD_FOR_INSERT_UPDATE")]
    [InlineData("""{"StartDateTime": "2026-11-21T10:00:00Z", "DurationInMinutes": 30, "WhoId": "00QSm0000000001MAA", "WhatId": "001Sm0000000001IAA"}""", "FIELD_INTEGRITY_EXCEPTION")]
    public async Task An_event_that_does_not_add_up_is_refused(string record, string code)
    {
        await using SalesforceHost host = await StartWithPeopleAsync();

        Assert.Equal(code, (await host.PostAsync($"{Root}/sobjects/Event", record)).ErrorCode);
    }

    [Fact]
    public async Task An_event_moved_keeps_its_duration()
    {
        await using SalesforceHost host = await StartAsync();
        string id = await host.CreateAsync("Event", """{"StartDateTime": "2026-11-21T10:00:00Z", "DurationInMinutes": 30}""");

        await host.PatchAsync($"{Root}/sobjects/Event/{id}", """{"StartDateTime": "2026-11-22T12:00:00Z"}""");

        JsonNode meeting = await host.ReadAsync("Event", id);
        Assert.Equal(("2026-11-22T12:30:00.000+0000", 30), ((string?)meeting["EndDateTime"], (int)meeting["DurationInMinutes"]!));
    }

    private static async Task<SalesforceHost> StartWithPeopleAsync()
    {
        SalesforceHost host = await StartAsync();
        host.Insert("Account", $$"""{"Id": "{{Account}}", "Name": "Acme"}""");
        host.Insert("Contact", $$"""{"Id": "{{Contact}}", "LastName": "Doe", "AccountId": "{{Account}}"}""");
        host.Insert("Contact", $$"""{"Id": "{{Deleted}}", "LastName": "Roe", "IsDeleted": true}""");
        host.Insert("Lead", $$"""{"Id": "{{Lead}}", "LastName": "Moe", "Company": "Acme"}""");
        host.Insert("Lead", $$"""{"Id": "{{Converted}}", "LastName": "Poe", "Company": "Acme", "IsConverted": true, "ConvertedContactId": "{{Contact}}"}""");
        host.Insert("Opportunity", $$"""{"Id": "{{Opportunity}}", "Name": "Deal", "StageName": "Open", "CloseDate": "2026-12-31", "AccountId": "{{Account}}"}""");
        host.Insert("User", $$"""{"Id": "{{Inactive}}", "Username": "gone@example.com", "Email": "gone@example.com", "IsActive": false}""");
        return host;
    }
}
