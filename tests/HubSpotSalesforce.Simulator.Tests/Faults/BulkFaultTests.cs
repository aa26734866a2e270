using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.Faults;

/// <summary>Connections that drop at each step of a job, and rows of it that meet a lock.</summary>
public sealed class BulkFaultTests
{
    private const string Jobs = "/services/data/v67.0/jobs/ingest";

    [Theory]
    [InlineData("POST", "before", "")]
    [InlineData("POST", "after", "Open")]
    [InlineData("PUT", "before", "Open")]
    [InlineData("PUT", "after", "Open, uploaded")]
    [InlineData("PATCH", "before", "Open, uploaded")]
    [InlineData("PATCH", "after", "InProgress, written")]
    public async Task A_step_whose_connection_drops_was_carried_out_or_not(string step, string drop, string expected)
    {
        await using HubSpotSide side = await StartAsync();
        JsonArray rules = [new JsonObject { ["host"] = "salesforce", ["endpoint"] = $"{step} /services/data/v67.0/jobs", ["drop"] = drop }];
        await side.SendAsync(HttpMethod.Put, "/_sim/faults", rules.ToJsonString());

        await Assert.ThrowsAsync<HttpRequestException>(() => RunAsync(side));
        await side.SendAsync(HttpMethod.Delete, "/_sim/faults");

        Assert.Equal(expected, await LookAsync(side));
    }

    [Fact]
    public async Task Rows_of_a_job_meet_a_lock_when_it_is_closed()
    {
        await using HubSpotSide side = await StartAsync();
        await side.SendAsync(HttpMethod.Put, "/_sim/faults", """[{"host":"salesforce","endpoint":"PATCH","lockRows":1}]""");
        await side.SendOrgAsync(HttpMethod.Put, "/_sim/bulk", """{"late":true}""");    // and written long after

        string path = await RunAsync(side);
        await side.SendOrgAsync(HttpMethod.Get, path);
        await side.SendOrgAsync(HttpMethod.Get, path);

        Assert.Contains("UNABLE_TO_LOCK_ROW", (await side.SendOrgAsync(HttpMethod.Get, $"{path}/failedResults")).Text, StringComparison.Ordinal);
        Assert.Equal("b", (string?)Assert.Single(side.Host.Org.Records("Task"))["Subject"]);
    }

    private static async Task<string> RunAsync(HubSpotSide side)
    {
        Answer made = await side.SendOrgAsync(HttpMethod.Post, Jobs, """{"object":"Task","operation":"insert"}""");
        string path = $"{Jobs}/{(string)made.Json["id"]!}";
        Assert.Equal(201, await UploadAsync(side, path));
        await side.SendOrgAsync(HttpMethod.Patch, path, """{"state":"UploadComplete"}""");
        return path;
    }

    private static async Task<int> UploadAsync(HubSpotSide side, string path)
    {
        using StringContent rows = new("Subject\na\nb\n", Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using HttpResponseMessage uploaded = await side.OrgClient.PutAsync($"{path}/batches", rows);
        return (int)uploaded.StatusCode;
    }

    // The state of the one job, whether it has its file (a second one is refused), and whether its rows are there.
    private static async Task<string> LookAsync(HubSpotSide side)
    {
        JsonArray jobs = (await side.SendOrgAsync(HttpMethod.Get, Jobs)).Json["records"]!.AsArray();
        if (jobs.Count == 0)
        {
            return "";
        }

        string path = $"{Jobs}/{(string)jobs[0]!["id"]!}";
        string state = (string)(await side.SendOrgAsync(HttpMethod.Get, path)).Json["state"]!;
        return side.Host.Org.Records("Task").Count > 0 ? $"{state}, written"
            : await UploadAsync(side, path) == 400 ? $"{state}, uploaded" : state;
    }
}
