using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>Queries whose rows come as files (checklist: Bulk query).</summary>
public sealed class QueryJobTests
{
    private const string Jobs = $"{Root}/jobs/query";

    [Fact]
    public async Task A_job_hands_its_rows_out_in_files_until_the_locator_is_the_word_null()
    {
        await using SalesforceHost host = await WithTasksAsync(5);
        string path = await CreateAsync(host, "query", "SELECT Id, Subject, IsClosed, WhoId, SystemModstamp FROM Task ORDER BY Subject");
        string[] states = [await StateAsync(host, path), await StateAsync(host, path)];
        List<string> files = [];
        string locator = "";

        while (locator != "null")
        {
            (string text, string count, string next) = await ResultsAsync(host, $"{path}/results?maxRecords=2{(locator.Length > 0 ? $"&locator={locator}" : "")}");
            files.Add($"{count}: {text.Split('\n').Length - 2}");
            locator = next;
        }

        Assert.Equal(["InProgress", "JobComplete"], states);
        Assert.Equal(["2: 2", "2: 2", "1: 1"], files);
        (string all, _, string end) = await ResultsAsync(host, $"{path}/results");
        Assert.Equal("\"Id\",\"Subject\",\"IsClosed\",\"WhoId\",\"SystemModstamp\"", all.Split('\n')[0]);
        Assert.EndsWith(",\"task 0\",\"false\",\"\",\"2026-11-21T10:00:00.000Z\"", all.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal("null", end);
    }

    [Theory]
    [InlineData("query", 1)]
    [InlineData("queryAll", 2)]
    public async Task Only_queryAll_finds_what_was_deleted(string operation, int rows)
    {
        await using SalesforceHost host = await WithTasksAsync(2);
        await host.DeleteAsync($"{Root}/sobjects/Task/{host.Org.Records("Task")[0]["Id"]}");
        string path = await CreateAsync(host, operation, "SELECT Id FROM Task");
        await StateAsync(host, path);
        await StateAsync(host, path);

        Assert.Equal($"{rows}", (await ResultsAsync(host, $"{path}/results")).Count);
    }

    [Fact]
    public async Task Results_are_asked_for_with_the_version_of_the_job_and_once_it_is_complete()
    {
        await using SalesforceHost host = await WithTasksAsync(1);
        string path = await CreateAsync(host, "query", "SELECT Id FROM Task");

        Reply early = await host.GetAsync($"{path}/results");
        await StateAsync(host, path);
        await StateAsync(host, path);
        Reply other = await host.GetAsync($"{path}/results".Replace("v67.0", "v66.0", StringComparison.Ordinal));

        Assert.Equal("INVALIDJOBSTATE", early.ErrorCode);
        Assert.Equal(409, other.Status);
        Assert.Equal("INVALIDLOCATOR", (await host.GetAsync($"{path}/results?locator=nonsense")).ErrorCode);
        Assert.Equal("INVALIDJOB", (await host.GetAsync($"{path}/results?maxRecords=0")).ErrorCode);
    }

    [Fact]
    public async Task A_parent_s_field_is_a_column_by_its_path()
    {
        await using SalesforceHost host = await StartAsync();
        string contact = host.Insert("Contact", """{"LastName": "Lee"}""");
        await host.CreateAsync("Task", $$"""{"WhoId": "{{contact}}"}""");
        string path = await CreateAsync(host, "query", "SELECT Who.Type FROM Task");
        await StateAsync(host, path);
        await StateAsync(host, path);

        Assert.Equal("\"Who.Type\"\n\"Contact\"\n", (await ResultsAsync(host, $"{path}/results")).Text);
    }

    [Theory]
    [InlineData("query", "SELECT COUNT() FROM Task", "API_ERROR")]
    [InlineData("query", "SELECT Status, COUNT(Id) FROM Task GROUP BY Status", "API_ERROR")]
    [InlineData("query", "SELECT Id FROM Task LIMIT 2 OFFSET 1", "API_ERROR")]
    [InlineData("query", "SELECT Nonsense FROM Task", "INVALID_FIELD")]
    [InlineData("query", "SELECT FROM", "MALFORMED_QUERY")]
    [InlineData("insert", "SELECT Id FROM Task", "INVALIDJOB")]
    public async Task A_query_that_jobs_do_not_take_is_refused(string operation, string soql, string code)
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal(code, (await host.PostAsync(Jobs, $$"""{"operation": "{{operation}}", "query": "{{soql}}"}""")).ErrorCode);
    }

    [Fact]
    public async Task A_job_fails_without_a_reason_is_called_off_deleted_and_forgotten_after_7_days()
    {
        await using SalesforceHost host = await WithTasksAsync(1);
        await host.SendAsync(HttpMethod.Put, "/_sim/bulk", """{"polls":0,"failQuery":true}""");
        string failing = await CreateAsync(host, "query", "SELECT Id FROM Task");
        Reply failed = await host.GetAsync(failing);
        string waiting = await CreateAsync(host, "query", "SELECT Id FROM Task");
        Reply aborted = await host.PatchAsync(waiting, """{"state": "Aborted"}""");

        Assert.Equal(("Failed", null), ((string?)failed.Json["state"], failed.Json["errorMessage"]));
        Assert.Equal("Aborted", (string?)aborted.Json["state"]);
        Assert.Equal(2, (await host.GetAsync($"{Jobs}?jobType=V2Query")).Json["records"]!.AsArray().Count);
        Assert.Equal((204, 404), ((await host.DeleteAsync(waiting)).Status, (await host.GetAsync(waiting)).Status));
        host.Clock.Set(StoppedTime.Now.AddDays(8));
        Assert.Equal(404, (await host.GetAsync(failing)).Status);
    }

    private static async Task<SalesforceHost> WithTasksAsync(int count)
    {
        SalesforceHost host = await StartAsync();
        for (int number = 0; number < count; number++)
        {
            await host.CreateAsync("Task", $$"""{"Subject": "task {{number}}"}""");
        }

        return host;
    }

    private static async Task<string> CreateAsync(SalesforceHost host, string operation, string soql)
    {
        Reply made = await host.PostAsync(Jobs, $$"""{"operation": "{{operation}}", "query": "{{soql}}"}""");
        Assert.Equal("UploadComplete", (string?)made.Json["state"]);
        return $"{Jobs}/{made.Json["id"]}";
    }

    private static async Task<string> StateAsync(SalesforceHost host, string path) => (string)(await host.GetAsync(path)).Json["state"]!;

    private static async Task<(string Text, string Count, string Locator)> ResultsAsync(SalesforceHost host, string path)
    {
        using HttpResponseMessage answer = await host.Client.GetAsync(path);
        return (await answer.Content.ReadAsStringAsync(),
            answer.Headers.GetValues("Sforce-NumberOfRecords").Single(), answer.Headers.GetValues("Sforce-Locator").Single());
    }
}
