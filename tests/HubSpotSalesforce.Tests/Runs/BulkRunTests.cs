using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Tests.Reliability;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Many creates of closed tasks travel in jobs, and whatever happens to a job, each activity has one task (O22).</summary>
public sealed class BulkRunTests
{
    private const string Jobs = " /services/data/v67.0/jobs/ingest";

    private static readonly SimulatorOptions Portal = new() { Quota = false, Generate = new PortalSize(40, 400) };

    [Fact]
    public async Task A_job_writes_what_batches_would_in_fewer_calls()
    {
        await using HurriedSync batches = await StartAsync(bulkFrom: 0);
        await using HurriedSync job = await StartAsync();
        Assert.Null(await batches.RunAsync());

        Assert.Null(await job.RunAsync());

        EndState.AssertSame(EndState.Of(batches.Sync), job.Sync, "in a job");
        Assert.Contains(Calls(job), call => call.Contains("jobs/ingest", StringComparison.Ordinal));
        Assert.DoesNotContain(Calls(batches), call => call.Contains("jobs/ingest", StringComparison.Ordinal));
        await AssertSettledAsync(job);
    }

    [Theory]    // the connection is gone from here on: the run stops, and the next one finds the job as it was left
    [InlineData("POST", "before")]
    [InlineData("POST", "after")]
    [InlineData("PUT", "before")]
    [InlineData("PUT", "after")]
    [InlineData("PATCH", "before")]
    [InlineData("PATCH", "after")]
    [InlineData("GET", "before")]
    [InlineData("successfulResults", "before")]
    [InlineData("failedResults", "after")]
    public async Task A_run_that_ends_at_any_step_of_a_job_is_finished_by_the_next(string step, string drop)
    {
        await using HurriedSync whole = await StartAsync(bulkFrom: 0);
        Assert.Null(await whole.RunAsync());
        await using HurriedSync sync = await StartAsync();
        await sync.Sync.PutFaultsAsync(new JsonObject { ["host"] = "salesforce", ["endpoint"] = step.EndsWith("Results", StringComparison.Ordinal) ? step : step + Jobs, ["drop"] = drop });

        Assert.Equal(FaultKind.Unavailable, (await sync.RunAsync())?.Kind);
        await sync.Sync.PutFaultsAsync();

        await sync.FinishAsync(EndState.Of(whole.Sync), $"{step} {drop}");
        await AssertSettledAsync(sync);
    }

    [Theory]    // and a single lost answer does not even stop the run
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("GET")]
    public async Task A_lost_answer_at_any_step_of_a_job_does_not_stop_the_run(string step)
    {
        await using HurriedSync whole = await StartAsync(bulkFrom: 0);
        Assert.Null(await whole.RunAsync());
        await using HurriedSync sync = await StartAsync();
        await sync.Sync.PutFaultsAsync(new JsonObject { ["host"] = "salesforce", ["endpoint"] = step + Jobs, ["drop"] = "after", ["nth"] = 1 });

        Assert.Null(await sync.RunAsync());

        EndState.AssertSame(EndState.Of(whole.Sync), sync.Sync, step);
        await AssertSettledAsync(sync);
    }

    [Theory]    // results that break off, rows that meet a lock: what is not told is looked up, what was not written is sent again
    [InlineData("successfulResults", "truncate", "body")]
    [InlineData("failedResults", "truncate", "body")]
    [InlineData("PATCH" + Jobs, "lockRows", 7)]
    public async Task What_a_job_leaves_open_is_looked_up_and_sent_again(string endpoint, string effect, object value)
    {
        await using HurriedSync whole = await StartAsync(bulkFrom: 0);
        Assert.Null(await whole.RunAsync());
        await using HurriedSync sync = await StartAsync();
        await sync.Sync.PutFaultsAsync(new JsonObject
        {
            ["host"] = "salesforce", ["endpoint"] = endpoint, [effect] = value is int number ? JsonValue.Create(number) : JsonValue.Create((string)value), ["nth"] = 1,
        });

        await sync.FinishAsync(EndState.Of(whole.Sync), effect);
        await AssertSettledAsync(sync);
    }

    [Theory]    // rows written before a job fails stand; one that is slow is waited for
    [InlineData("""{"failAfterRows":60}""")]
    [InlineData("""{"failAfterRows":0}""")]
    [InlineData("""{"late":true,"polls":5}""")]
    public async Task A_job_that_fails_or_takes_its_time_loses_nothing(string pace)
    {
        await using HurriedSync whole = await StartAsync(bulkFrom: 0);
        Assert.Null(await whole.RunAsync());
        await using HurriedSync sync = await StartAsync();
        await sync.Sync.PutSalesforceAsync("bulk", JsonNode.Parse(pace)!);

        await sync.FinishAsync(EndState.Of(whole.Sync), pace);
        await AssertSettledAsync(sync);
    }

    [Fact]
    public async Task Rows_that_a_job_refuses_become_issues_and_the_others_stand()
    {
        await using HurriedSync sync = await StartAsync();
        int count = 0;
        sync.Sync.Simulator.Org.Refuse((type, _) => type == "Task" && ++count % 40 == 0 ? ("FIELD_CUSTOM_VALIDATION_EXCEPTION", "A call needs a result") : null);

        Assert.Null(await sync.RunAsync());

        await using SqliteStore store = await SqliteStore.OpenAsync(sync.Sync.StorePath, StoreMode.ReadOnly, TimeProvider.System, CancellationToken.None);
        IReadOnlyList<IssueRecord> issues = await store.IssuesAsync(100, CancellationToken.None);
        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.Equal(("FIELD_CUSTOM_VALIDATION_EXCEPTION", 16), (issue.ApiCode, issue.PayloadHash!.Length)));
        Assert.All(issues, issue => Assert.DoesNotContain(issue.Key, sync.Sync.Tasks.Keys));
        await AssertSettledAsync(sync);
    }

    private static Task<HurriedSync> StartAsync(int bulkFrom = 50)
        => HurriedSync.StartAsync(Portal, $"{SimulatedSync.AllKinds()}\nevents: {{ settle: 0s }}\nlimits: {{ bulkFrom: {bulkFrom} }}");

    private static string[] Calls(HurriedSync sync) => [.. sync.Sync.Simulator.SalesforceCalls.Snapshot().Keys];

    private static async Task AssertSettledAsync(HurriedSync sync)
    {
        await using SqliteStore store = await SqliteStore.OpenAsync(sync.Sync.StorePath, StoreMode.ReadOnly, TimeProvider.System, CancellationToken.None);
        Assert.Empty(await store.JobsAsync(CancellationToken.None));
        Assert.Empty(await store.OpenIntentsAsync(CancellationToken.None));
    }
}
