using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Tests.HubSpot;

public sealed class FormTests
{
    [Theory]
    [InlineData("", "f1")]
    [InlineData("?formTypes=flow", "f2")]
    [InlineData("?formTypes=hubspot&formTypes=flow", "f1,f2")]
    [InlineData("?formTypes=all", "f1,f2")]
    [InlineData("?formTypes=all&archived=true", "f3")]
    public async Task Other_types_and_archived_forms_are_listed_only_when_asked_for(string query, string ids)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(ids, string.Join(',', (await side.GetAsync($"/marketing/v3/forms{query}")).Ids));
        Assert.Equal(400, (await side.GetAsync("/marketing/v3/forms?formTypes=paper")).Status);
    }

    [Fact]
    public async Task Forms_are_paged_and_read_one_by_one()
    {
        await using HubSpotSide side = await StartAsync();

        Answer first = await side.GetAsync("/marketing/v3/forms?formTypes=all&limit=1");

        Assert.Equal(["f2"], (await side.GetAsync($"/marketing/v3/forms?formTypes=all&limit=1&after={first.After}")).Ids);
        Assert.Equal("Contact us", (string?)(await side.GetAsync("/marketing/v3/forms/f1")).Json["name"]);
        Assert.Equal(404, (await side.GetAsync("/marketing/v3/forms/f3")).Status);
        Assert.Equal(200, (await side.GetAsync("/marketing/v3/forms/f3?archived=true")).Status);
    }

    [Fact]
    public async Task Submissions_come_newest_first_twenty_at_a_time_without_the_forms_id()
    {
        await using HubSpotSide side = await StartAsync(submissions: 60);

        Answer answer = await side.GetAsync("/form-integrations/v1/submissions/forms/f1");

        Assert.Equal(Enumerable.Range(41, 20).Reverse().Select(number => $"c{number:00}"), Ids(answer));
        Assert.Null(answer.Json["results"]![0]!["formId"]);
        Assert.Equal($"?after={answer.After}&limit=20", (string?)answer.Json["paging"]!["next"]!["link"]);
    }

    [Fact]
    public async Task Following_the_pages_meets_every_submission_of_the_form_once()
    {
        await using HubSpotSide side = await StartAsync(submissions: 60);
        side.Insert("form_submissions", """{"formId":"f2","conversionId":"other","submittedAt":30000,"values":[]}""");

        Answer first = await side.GetAsync("/form-integrations/v1/submissions/forms/f1?limit=50");
        Answer second = await side.GetAsync($"/form-integrations/v1/submissions/forms/f1?limit=50&after={first.After}");

        Assert.Equal(Enumerable.Range(1, 60).Reverse().Select(number => $"c{number:00}"), [.. Ids(first), .. Ids(second)]);
        Assert.Null(second.After);
    }

    [Theory]
    [InlineData("f1?limit=51", 400)]
    [InlineData("f1?after=xyz", 400)]
    [InlineData("f9", 404)]
    [InlineData("f3", 200)]    // an archived form keeps what was submitted
    public async Task Submissions_are_refused_beyond_fifty_a_page_and_for_unknown_forms(string path, int status)
    {
        await using HubSpotSide side = await StartAsync();

        Assert.Equal(status, (await side.GetAsync($"/form-integrations/v1/submissions/forms/{path}")).Status);
    }

    private static async Task<HubSpotSide> StartAsync(int submissions = 0)
    {
        HubSpotSide side = await HubSpotSide.StartAsync();
        side.Insert("forms", """{"id":"f1","name":"Contact us","formType":"hubspot","archived":false}""");
        side.Insert("forms", """{"id":"f2","name":"Pop-up","formType":"flow","archived":false}""");
        side.Insert("forms", """{"id":"f3","name":"Old","formType":"hubspot","archived":true}""");
        for (int number = 1; number <= submissions; number++)
        {
            side.Insert("form_submissions", $$"""{"formId":"f1","conversionId":"c{{number:00}}","submittedAt":{{number * 1000}},"values":[]}""");
        }

        return side;
    }

    private static string[] Ids(Answer answer) => [.. answer.Json["results"]!.AsArray().Select((JsonNode? row) => (string)row!["conversionId"]!)];
}
