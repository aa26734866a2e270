using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class ObjectReadTests
{
    [Theory]
    [InlineData("/crm/v3/objects/meetings")]
    [InlineData("/crm/objects/2026-03/meetings")]
    [InlineData("/crm/objects/2026-09/meetings")]
    [InlineData("/crm/objects/2026-09/0-47")]
    public async Task Records_are_reached_in_every_version_and_by_type_id(string path)
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("meetings", 3);

        Assert.Equal(["1", "2", "3"], (await side.GetAsync(path)).Ids);
        Assert.Equal(200, (await side.GetAsync($"{path}/2")).Status);
    }

    [Fact]
    public async Task A_page_holds_ten_records_unless_more_are_asked_for()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 120);

        Assert.Equal(10, (await side.GetAsync($"{Objects}/calls")).Ids.Length);
        Assert.Equal(100, (await side.GetAsync($"{Objects}/calls?limit=100")).Ids.Length);
    }

    [Theory]
    [InlineData("limit=101")]
    [InlineData("limit=0")]
    [InlineData("limit=ten")]
    [InlineData("limit=51&propertiesWithHistory=hs_call_title")]
    [InlineData("archived=yes")]
    [InlineData("after=next")]
    [InlineData("associations=friends")]
    public async Task A_query_that_is_wrong_is_refused(string query)
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.GetAsync($"{Objects}/calls?{query}");

        Assert.Equal((400, "VALIDATION_ERROR"), (answer.Status, answer.Category));
    }

    [Fact]
    public async Task Following_the_pages_meets_every_record_once_by_ascending_id()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 25);
        List<string> seen = [];

        string? after = "";
        while (after is not null)
        {
            Answer page = await side.GetAsync($"{Objects}/calls?limit=10{(after.Length > 0 ? $"&after={after}" : "")}");
            seen.AddRange(page.Ids);
            after = page.After;
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(id => $"{id}"), seen);
    }

    [Fact]
    public async Task The_link_of_a_page_leads_to_the_next_one()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("calls", 3);

        string link = (string)(await side.GetAsync($"{Objects}/calls?limit=2&properties=hs_call_title")).Json["paging"]!["next"]!["link"]!;

        Assert.Equal(["3"], (await side.GetAsync(link)).Ids);
    }

    [Fact]
    public async Task Values_are_text_or_null_unknown_names_are_ignored_and_three_are_always_there()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("calls", """{"id":"7","properties":{"hs_call_duration":420000,"hs_call_title":null},"createdAt":"2026-11-01T10:00:00.000Z"}""");

        Answer answer = await side.GetAsync($"{Objects}/calls/7?properties=hs_call_duration,hs_call_title&properties=hs_call_titel");

        Assert.Equal(
            """{"hs_call_duration":"420000","hs_call_title":null,"hs_createdate":"2026-11-01T10:00:00.000Z","hs_lastmodifieddate":"2026-11-01T10:00:00.000Z","hs_object_id":"7"}""",
            answer.Json["properties"]!.ToJsonString());
        Assert.Equal("https://app.hubspot.com/contacts/1234567/record/0-48/7", (string?)answer.Json["url"]);
    }

    [Fact]
    public async Task Archived_records_are_seen_only_by_who_asks_for_them()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("notes", 3);
        side.Portal.Archive("notes", "2");

        Answer archived = await side.GetAsync($"{Objects}/notes?archived=true");

        Assert.Equal(["1", "3"], (await side.GetAsync($"{Objects}/notes")).Ids);
        Assert.Equal(["2"], archived.Ids);
        Assert.Equal("2026-11-21T10:00:00.000Z", (string?)archived.Json["results"]![0]!["archivedAt"]);
        Assert.Equal(404, (await side.GetAsync($"{Objects}/notes/2")).Status);
        Assert.Equal(200, (await side.GetAsync($"{Objects}/notes/2?archived=true")).Status);
    }

    [Fact]
    public async Task Links_stand_inline_without_those_to_archived_records()
    {
        await using HubSpotSide side = await StartAsync();
        side.InsertMany("contacts", 3);
        side.Insert("calls", """{"id":"7","properties":{},"associations":{"contacts":["1","2"]}}""");
        side.Portal.Archive("contacts", "2");

        Answer answer = await side.GetAsync($"{Objects}/calls/7?associations=contacts");

        Assert.Equal("""{"contacts":{"results":[{"id":"1","type":"call_to_contact"}]}}""", answer.Json["associations"]!.ToJsonString());
    }

    [Theory]
    [InlineData("calls/99", 404, "OBJECT_NOT_FOUND")]
    [InlineData("calls/seven", 404, "OBJECT_NOT_FOUND")]
    [InlineData("calls/7?idProperty=hs_call_title", 400, "VALIDATION_ERROR")]
    [InlineData("colls/7", 400, "VALIDATION_ERROR")]
    public async Task What_is_not_there_is_refused_with_a_body(string path, int status, string category)
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.GetAsync($"{Objects}/{path}");

        Assert.Equal((status, category, "error"), (answer.Status, answer.Category, (string?)answer.Json["status"]));
        Assert.True(Guid.TryParse((string?)answer.Json["correlationId"], out _));
    }

    [Fact]
    public async Task An_unknown_path_is_answered_with_a_page_not_JSON()
    {
        await using HubSpotSide side = await StartAsync();

        Answer answer = await side.GetAsync("/crm/v9/objects/calls");

        Assert.Equal((404, "text/html"), (answer.Status, answer.ContentType));
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_refused()
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(200, (await side.GetAsync($"{Objects}/calls?properties={new string('a', 15_000)}")).Status);
        Assert.Equal(414, (await side.GetAsync($"{Objects}/calls?properties={new string('a', 20_000)}")).Status);
    }

    [Fact]
    public async Task A_contact_is_found_by_its_primary_address_in_any_case_and_by_no_other()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"email":"lee@example.com","hs_additional_emails":"old@example.com"}}""");

        Assert.Equal("301", (string?)(await side.GetAsync($"{Objects}/contacts/LEE@example.com?idProperty=email")).Json["id"]);
        Assert.Equal(404, (await side.GetAsync($"{Objects}/contacts/old@example.com?idProperty=email")).Status);
    }

    [Fact]
    public async Task The_id_of_a_merged_contact_answers_with_the_survivor()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"hs_merged_object_ids":"299;300"}}""");

        Answer answer = await side.GetAsync($"{Objects}/contacts/299");

        Assert.Equal((200, "301"), (answer.Status, (string?)answer.Json["id"]));
    }

    [Fact]
    public async Task A_link_to_Salesforce_without_a_history_is_as_old_as_its_contact()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("contacts", """{"id":"301","properties":{"salesforcecontactid":"003a","createdate":"2024-05-01T00:00:00.000Z"}}""");

        Answer answer = await side.GetAsync($"{Objects}/contacts/301?propertiesWithHistory=salesforcecontactid,salesforceleadid");

        Assert.Equal(
            """{"salesforcecontactid":[{"value":"003a","timestamp":"2024-05-01T00:00:00.000Z","sourceType":"SALESFORCE"}],"salesforceleadid":[]}""",
            answer.Json["propertiesWithHistory"]!.ToJsonString());
    }

    [Fact]
    public async Task A_history_is_newest_first()
    {
        await using HubSpotSide side = await StartAsync();
        side.Insert("emails", """
            {"id":"9","properties":{"hs_email_open_count":"2"},"propertiesWithHistory":{"hs_email_open_count":[
              {"value":"1","timestamp":"2026-11-01T00:00:00.000Z","sourceType":"CALCULATED"},
              {"value":"2","timestamp":"2026-11-02T00:00:00.000Z","sourceType":"CALCULATED"}]}}
            """);

        Answer answer = await side.GetAsync($"{Objects}/emails/9?propertiesWithHistory=hs_email_open_count");

        Assert.Equal(["2", "1"], answer.Json["propertiesWithHistory"]!["hs_email_open_count"]!.AsArray().Select(version => (string)version!["value"]!));
    }
}
