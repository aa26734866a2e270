using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

/// <summary>What activities written by a client must look like, and what the portal makes of them.</summary>
public sealed class WriteRuleTests
{
    private const string At = "\"hs_timestamp\":\"2026-11-21T09:00:00Z\"";

    [Theory]
    [InlineData("calls", "\"hs_timestamp\":\"21/11/2026\"", "INVALID_DATE")]
    [InlineData("calls", "\"hs_timestamp\":\"2026-11-21T09:00:00\"", "INVALID_DATE")]    // of which zone?
    [InlineData("calls", At + ",\"hs_call_direction\":\"SIDEWAYS\"", "INVALID_OPTION")]
    [InlineData("calls", At + ",\"hs_nonsense\":\"x\"", "PROPERTY_DOESNT_EXIST")]
    [InlineData("calls", At + ",\"hs_createdate\":\"2026-11-21T09:00:00Z\"", "READ_ONLY_VALUE")]
    [InlineData("calls", At + ",\"hubspot_owner_id\":\"404\"", "INVALID_OPTION")]
    [InlineData("emails", At + ",\"hs_email_from_email\":\"a@example.com\"", "READ_ONLY_VALUE")]
    [InlineData("emails", At + ",\"hs_email_headers\":\"from a\"", "INVALID_FORMAT")]
    [InlineData("meetings", "\"hs_meeting_title\":\"a\"", "REQUIRED_FIELD")]
    public async Task A_value_out_of_form_is_refused_with_the_name_of_its_property(string type, string properties, string code)
    {
        await using HubSpotSide side = await StartAsync();

        Answer refused = await side.PostAsync($"{Objects}/{type}", $$"""{"properties":{ {{properties}} } }""");

        Assert.Equal((400, "VALIDATION_ERROR", code), (refused.Status, refused.Category, (string?)refused.Json["errors"]![0]!["code"]));
        Assert.NotEmpty((string)refused.Json["errors"]![0]!["context"]!["propertyName"]![0]!);
    }

    [Theory]
    [InlineData("1795262400000", "2026-11-21T12:00:00.000Z")]
    [InlineData("2026-11-21T13:00:00+01:00", "2026-11-21T12:00:00.000Z")]
    [InlineData("2026-11-21", "2026-11-21T00:00:00.000Z")]
    public async Task Instants_are_taken_in_each_form_and_read_in_one(string sent, string read)
    {
        await using HubSpotSide side = await StartAsync();

        Answer made = await side.PostAsync($"{Objects}/notes", $$"""{"properties":{"hs_timestamp":"{{sent}}"} }""");

        Assert.Equal(read, (string?)made.Json["properties"]!["hs_timestamp"]);
    }

    [Theory]
    [InlineData("2026-11-21", 201)]
    [InlineData("1795219200000", 201)]    // midnight of Greenwich
    [InlineData("1795219200001", 400)]
    [InlineData("2026-11-21T09:00:00Z", 400)]
    public async Task A_day_is_told_by_its_name_or_its_midnight(string day, int status)
    {
        await using HubSpotSide side = await StartAsync();
        await side.PostAsync("/crm/properties/2026-09/calls", """{"name":"day","label":"Day","type":"date","fieldType":"date","groupName":"callinformation"}""");

        Answer made = await side.PostAsync($"{Objects}/calls", $$"""{"properties":{ {{At}},"day":"{{day}}"} }""");

        Assert.Equal(status, made.Status);
        Assert.Equal(status == 201 ? "2026-11-21" : null, (string?)made.Json["properties"]?["day"]);
    }

    [Fact]
    public async Task Check_boxes_take_several_values_and_a_select_takes_one()
    {
        await using HubSpotSide side = await StartAsync();
        foreach (string field in (string[])["checkbox", "select"])
        {
            await side.PostAsync("/crm/properties/2026-09/calls", $$"""
                {"name":"of_{{field}}","label":"x","type":"enumeration","fieldType":"{{field}}","groupName":"callinformation",
                 "options":[{"label":"A","value":"a"},{"label":"B","value":"b"}]}
                """);
        }

        Assert.Equal(201, (await side.PostAsync($"{Objects}/calls", $$"""{"properties":{ {{At}},"of_checkbox":"a;b"} }""")).Status);
        Assert.Equal(400, (await side.PostAsync($"{Objects}/calls", $$"""{"properties":{ {{At}},"of_checkbox":"a;c"} }""")).Status);
        Assert.Equal(400, (await side.PostAsync($"{Objects}/calls", $$"""{"properties":{ {{At}},"of_select":"a;b"} }""")).Status);
    }

    [Fact]
    public async Task Headers_fill_the_addresses_of_an_email()
    {
        await using HubSpotSide side = await StartAsync();
        string headers = JsonValue.Create("""
            {"from":{"email":"rep@example.com","firstName":"Ada","lastName":"Reed"},"to":[{"email":"lee@example.com"},{"email":"kim@example.com"}],"cc":[]}
            """).ToJsonString();

        Answer made = await side.PostAsync($"{Objects}/emails", $$"""{"properties":{ {{At}},"hs_email_headers":{{headers}} } }""");
        JsonNode read = (await side.GetAsync(
            $"{Objects}/emails/{(string)made.Json["id"]!}?properties=hs_email_from_email,hs_email_from_firstname,hs_email_to_email,hs_email_cc_email")).Json["properties"]!;

        Assert.Equal(
            ("rep@example.com", "Ada", "lee@example.com;kim@example.com", null),
            ((string?)read["hs_email_from_email"], (string?)read["hs_email_from_firstname"], (string?)read["hs_email_to_email"], (string?)read["hs_email_cc_email"]));
    }

    [Theory]
    [InlineData("/crm/objects/2026-09/tasks", 400)]
    [InlineData("/crm/objects/2026-03/tasks", 201)]    // the rules of the account hold from 2026-09 on
    [InlineData("/crm/v3/objects/tasks", 201)]
    public async Task Rules_of_the_account_hold_for_the_current_version_alone(string path, int status)
    {
        await using HubSpotSide side = await StartAsync();
        await side.SendAsync(HttpMethod.Put, "/_sim/validation-rules", """[{"type":"tasks","property":"hs_task_subject"}]""");

        Answer bare = await side.PostAsync(path, $$"""{"properties":{ {{At}} } }""");
        Answer told = await side.PostAsync(path, $$"""{"properties":{ {{At}},"hs_task_subject":"Call back"} }""");

        Assert.Equal((status, 201), (bare.Status, told.Status));
    }

    [Fact]
    public async Task A_batch_with_trace_ids_gives_them_back_in_results_and_errors_and_in_another_order()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 1);
        string[] inputs = [.. Enumerable.Range(0, 20).Select(number => $$"""
            {"objectWriteTraceId":"row-{{number}}","properties":{ {{(number == 7 ? "\"hs_timestamp\":\"never\"" : At)}},"hs_call_title":"{{number}}"},
             "associations":[{"to":{"id":"1"},"types":[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":194}]}]}
            """)];

        Answer batch = await side.PostAsync($"{Objects}/calls/batch/create", $$"""{"inputs":[{{string.Join(',', inputs)}}]}""");

        JsonArray results = batch.Json["results"]!.AsArray();
        Assert.Equal((207, 19, 1), (batch.Status, results.Count, (int)batch.Json["numErrors"]!));
        Assert.Equal("row-7", (string?)batch.Json["errors"]![0]!["context"]!["objectWriteTraceId"]![0]);
        Assert.All(results, result => Assert.Equal($"row-{(string)result!["properties"]!["hs_call_title"]!}", (string?)result["objectWriteTraceId"]));
        string[] order = [.. results.Select(result => (string)result!["id"]!)];
        Assert.NotEqual(order.Order(StringComparer.Ordinal), order);
        Assert.Equal(19, (await side.GetAsync($"{Objects}/contacts/1/associations/calls")).Json["results"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_key_of_the_account_is_found_by_search_after_its_lag_and_by_id_at_once()
    {
        await using HubSpotSide side = await StartAsync(options => options with { SearchLag = TimeSpan.FromSeconds(30) });
        await side.PostAsync("/crm/properties/2026-09/tasks", """
            {"name":"salesforce_activity_id","label":"Salesforce id","type":"string","fieldType":"text","groupName":"taskinformation"}
            """);
        Answer made = await side.PostAsync($"{Objects}/tasks", $$"""{"properties":{ {{At}},"salesforce_activity_id":"00T1"} }""");
        const string Search = """{"filterGroups":[{"filters":[{"propertyName":"salesforce_activity_id","operator":"IN","values":["00T1"]}]}]}""";

        Assert.Empty((await side.PostAsync($"{Objects}/tasks/search", Search)).Ids);
        Assert.Equal(200, (await side.GetAsync($"{Objects}/tasks/{(string)made.Json["id"]!}")).Status);
        side.Host.Clock.Set(side.Host.Clock.GetUtcNow().AddSeconds(31));

        Assert.Equal([(string)made.Json["id"]!], (await side.PostAsync($"{Objects}/tasks/search", Search)).Ids);
    }

    [Theory]
    [InlineData("contacts", "salesforcecontactid")]
    [InlineData("contacts", "salesforceleadid")]
    [InlineData("contacts", "salesforceaccountid")]
    [InlineData("companies", "salesforceaccountid")]
    [InlineData("deals", "hs_salesforceopportunityid")]
    public async Task Records_are_found_by_the_ids_that_HubSpot_s_own_integration_wrote(string type, string property)
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert(type, $$"""{"id":"7","properties":{"{{property}}":"003x"},"createdAt":"2026-01-01T00:00:00.000Z"}""");

        Answer found = await side.PostAsync($"{Objects}/{type}/search", $$"""
            {"filterGroups":[{"filters":[{"propertyName":"{{property}}","operator":"EQ","value":"003x"}]}],"properties":["{{property}}"]}
            """);

        Assert.Equal("003x", (string?)found.Json["results"]![0]!["properties"]![property]);
    }

    [Theory]
    [InlineData("calls", "companies", 182)]
    [InlineData("emails", "deals", 210)]
    [InlineData("meetings", "tickets", 226)]
    [InlineData("tasks", "contacts", 204)]
    [InlineData("contacts", "tasks", 203)]
    public async Task A_link_is_made_with_its_type_listed_under_its_label_and_taken_away(string from, string to, int typeId)
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany(from, 1);
        side.InsertMany(to, 1);
        string path = $"{Objects}/{from}/1/associations/{to}";

        Answer made = await side.SendAsync(HttpMethod.Put, $"{path}/1", $$"""[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":{{typeId}}}]""");
        Answer wrong = await side.SendAsync(HttpMethod.Put, $"{path}/1", """[{"associationCategory":"HUBSPOT_DEFINED","associationTypeId":1}]""");
        Answer labels = await side.GetAsync($"/crm/associations/2026-09/{from}/{to}/labels");
        int linked = (await side.GetAsync(path)).Json["results"]!.AsArray().Count;
        await side.PostAsync($"/crm/associations/2026-09/{from}/{to}/batch/archive", """{"inputs":[{"from":{"id":"1"},"to":[{"id":"1"}]}]}""");

        Assert.Equal((201, 400, typeId, 1), (made.Status, wrong.Status, (int)labels.Json["results"]![0]!["typeId"]!, linked));
        Assert.Empty((await side.GetAsync(path)).Json["results"]!.AsArray());
    }
}
