using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>Creates that travel in jobs.</summary>
public sealed class CarrierJobTests : CarrierBench
{
    [Theory]    // O22: few go in batches, many in jobs; what locks a parent never
    [InlineData(9, 0, 9)]
    [InlineData(10, 10, 0)]
    [InlineData(50, 50, 0)]
    [InlineData(65, 60, 5)]    // a job is full at twenty; what is left is too little for one
    public async Task From_a_number_on_creates_of_closed_tasks_travel_in_jobs(int count, int inJobs, int inBatches)
    {
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { MaxRows = 20 };
        Change[] open = [.. Creates(3, from: 101).Select(change => change with { IsClosed = false })];

        List<Outcome> outcomes = await CarryAsync(writer, [.. open, .. Closed(count)], jobs: jobs);

        Assert.Equal(count + 3, outcomes.Count);
        Assert.Equal((inJobs, inBatches + 3), (jobs.Jobs.Sum(job => job.Length), writer.Requests.Sum(keys => keys.Length)));
        Assert.Equal(count, (await PairsAsync(count)).Count);
        Assert.Empty(await Store.JobsAsync(Cancel));
        Assert.Empty(await Store.OpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_size_that_a_job_cannot_take_is_cut()
    {
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { MaxSize = 2_000 };

        await CarryAsync(writer, [.. Closed(30).Select(change => change with { Fields = new Dictionary<string, string?> { ["Description"] = new string('x', 900) } })], jobs: jobs);

        Assert.All(jobs.Jobs, job => Assert.InRange(job.Length, 1, 3));
        Assert.Equal(30, (await PairsAsync(30)).Count);
    }

    [Fact]
    public async Task Intents_and_the_job_are_durable_before_its_rows_leave()
    {
        List<(string At, int Intents, int Jobs)> journal = [];
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { At = async at => journal.Add((at, (await Store.OpenIntentsAsync(Cancel)).Count, (await Store.JobsAsync(Cancel)).Count)) };

        await CarryAsync(writer, Closed(12), jobs: jobs);

        Assert.Equal([("open", 12, 0), ("carry", 12, 1)], journal);
    }

    [Fact]
    public async Task What_a_job_does_not_tell_is_looked_up_and_what_was_not_written_is_sent_again()
    {
        FakeWriter writer = new();
        string[] tells = ["written", "lost", "untried", "RowLocked", "RecordRejected"];
        FakeJobs jobs = new(writer) { Tells = number => tells[(number - 1) % 5] };

        List<Outcome> outcomes = await CarryAsync(writer, Closed(50), jobs: jobs);

        Assert.Equal((40, 10), (outcomes.Count(outcome => outcome.Fault is null), outcomes.Count(outcome => outcome.Fault is not null)));
        Assert.Equal(20, Assert.Single(writer.Requests).Length);    // untried and locked
        Assert.Equal((40, 10), ((await PairsAsync(50)).Count, (await Store.IssuesAsync(99, Cancel)).Count));
        Assert.Empty(await Store.JobsAsync(Cancel));
    }

    [Fact]
    public async Task An_org_that_takes_no_jobs_gets_batches()
    {
        FakeWriter writer = new();
        FakeJobs jobs = new(writer) { At = _ => throw FakeWriter.Fault(FaultKind.UnexpectedAnswer) };

        Assert.Equal(12, (await CarryAsync(writer, Closed(12), jobs: jobs)).Count);
        Assert.Empty(await Store.JobsAsync(Cancel));
    }
}
