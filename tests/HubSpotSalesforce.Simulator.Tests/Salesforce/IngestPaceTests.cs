using System.Net.Http.Headers;
using System.Text;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

/// <summary>Jobs that take their time, give up half-way, or are looked for in lists (checklist: Bulk ingest).</summary>
public sealed class IngestPaceTests
{
    private const string Jobs = $"{Root}/jobs/ingest";

    [Theory]
    [InlineData(0, "JobComplete")]
    [InlineData(1, "InProgress JobComplete")]
    [InlineData(3, "UploadComplete InProgress InProgress JobComplete")]
    public async Task A_client_polls_as_often_as_the_pace_says(int polls, string expected)
    {
        await using SalesforceHost host = await StartAsync();
        await PaceAsync(host, $$"""{"polls":{{polls}}}""");
        string path = await CloseAsync(host, "Subject\na\n");
        List<string> states = [];

        while (states.Count <= polls)
        {
            states.Add(State(await host.GetAsync(path)));
        }

        Assert.Equal(expected, string.Join(' ', states));
        Assert.Equal("JobComplete", State(await host.GetAsync(path)));
    }

    [Fact]
    public async Task Rows_of_a_late_job_are_not_there_until_the_end_is_told()
    {
        await using SalesforceHost host = await StartAsync();
        await PaceAsync(host, """{"late":true}""");
        string path = await CloseAsync(host, "Subject\na\n");

        await host.GetAsync(path);
        Assert.Empty(host.Org.Records("Task"));
        await host.GetAsync(path);

        Assert.Single(host.Org.Records("Task"));
        Assert.Single(host.Log.Snapshot());
    }

    [Fact]
    public async Task A_late_job_ends_by_itself_when_no_client_comes_back()
    {
        await using SalesforceHost host = await StartAsync();
        await PaceAsync(host, """{"late":true}""");
        string path = await CloseAsync(host, "Subject\na\n");

        Assert.Equal(204, (await host.PostAsync("/_sim/bulk/finish", "{}")).Status);

        Assert.Single(host.Log.Snapshot());
        await host.GetAsync(path);
        await host.GetAsync(path);
        Assert.Single(host.Org.Records("Task"));    // and not a second time
    }

    [Fact]
    public async Task A_job_that_gives_up_keeps_what_it_wrote_and_the_next_one_goes_through()
    {
        await using SalesforceHost host = await StartAsync();
        await PaceAsync(host, """{"polls":0,"failAfterRows":2}""");

        string failed = await CloseAsync(host, "Subject\na\nb\nc\nd\ne\n");
        Reply told = await host.GetAsync(failed);
        string next = await CloseAsync(host, "Subject\nf\ng\nh\n");

        Assert.Equal(("Failed", 2), (State(told), (int)told.Json["numberRecordsProcessed"]!));
        Assert.NotEmpty((string)told.Json["errorMessage"]!);
        Assert.Equal(["Subject", "c", "d", "e"], (await LinesAsync(host, $"{failed}/unprocessedrecords")).Order(StringComparer.Ordinal));
        Assert.Equal("JobComplete", State(await host.GetAsync(next)));
        Assert.Equal(["a", "b", "f", "g", "h"], host.Org.Records("Task").Select(row => (string?)row["Subject"]));
    }

    [Fact]
    public async Task A_job_that_is_called_off_in_time_writes_nothing_and_hands_its_rows_back()
    {
        await using SalesforceHost host = await StartAsync();
        await PaceAsync(host, """{"polls":5,"late":true}""");
        string path = await CloseAsync(host, "Subject\na\n");
        await host.GetAsync(path);

        Reply aborted = await host.PatchAsync(path, """{"state":"Aborted"}""");

        Assert.Equal(("Aborted", "Aborted"), (State(aborted), State(await host.GetAsync(path))));
        Assert.Empty(host.Org.Records("Task"));
        Assert.Equal(["Subject", "a"], await LinesAsync(host, $"{path}/unprocessedrecords"));
        Assert.Equal("INVALIDJOBSTATE", (await host.PatchAsync(path, """{"state":"Aborted"}""")).ErrorCode);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("?jobType=V2Ingest", 1)]
    [InlineData("?jobType=Classic", 0)]
    [InlineData("?isPkChunkingEnabled=true", 0)]
    [InlineData("?isPkChunkingEnabled=false&jobType=V2Ingest", 1)]
    public async Task A_list_holds_the_jobs_of_the_type_that_is_asked_for(string query, int count)
    {
        await using SalesforceHost host = await StartAsync();
        await CloseAsync(host, "Subject\na\n");

        Reply list = await host.GetAsync(Jobs + query);

        Assert.Equal((true, count), ((bool)list.Json["done"]!, list.Json["records"]!.AsArray().Count));
        Assert.Equal("INVALIDJOB", (await host.GetAsync($"{Jobs}?jobType=V3")).ErrorCode);
    }

    [Theory]
    [InlineData("""{"polls":-1}""")]
    [InlineData("""{"failAfterRows":-1}""")]
    [InlineData("""{"speed":9}""")]
    public async Task A_pace_that_is_wrong_is_refused(string pace)
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal(400, (await host.SendAsync(HttpMethod.Put, "/_sim/bulk", pace)).Status);
    }

    private static async Task PaceAsync(SalesforceHost host, string pace)
        => Assert.Equal(200, (await host.SendAsync(HttpMethod.Put, "/_sim/bulk", pace)).Status);

    private static async Task<string> CloseAsync(SalesforceHost host, string csv)
    {
        Reply made = await host.PostAsync(Jobs, """{"object": "Task", "operation": "insert"}""");
        string path = $"{Jobs}/{made.Json["id"]}";
        using StringContent content = new(csv, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using HttpResponseMessage uploaded = await host.Client.PutAsync($"{path}/batches", content);
        Assert.Equal("UploadComplete", State(await host.PatchAsync(path, """{"state": "UploadComplete"}""")));
        return path;
    }

    private static async Task<string[]> LinesAsync(SalesforceHost host, string path)
        => (await host.Client.GetStringAsync(path)).Replace("\"", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string State(Reply reply) => (string)reply.Json["state"]!;
}
