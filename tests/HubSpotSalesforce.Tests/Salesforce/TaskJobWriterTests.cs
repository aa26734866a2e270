using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Remote;
using HubSpotSalesforce.Tests.State;
using Microsoft.AspNetCore.Http;

namespace HubSpotSalesforce.Tests.Salesforce;

/// <summary>Jobs as the org tells of them, and what is made of it (O22).</summary>
public sealed class TaskJobWriterTests
{
    private const string JobId = "750000000000001AAA";
    private const string Header = "\"sf__Id\",\"sf__Created\",\"HubSpot_Activity_Id__c\",\"Subject\"\n";
    private const string Failed = "\"sf__Id\",\"sf__Error\",\"HubSpot_Activity_Id__c\",\"Subject\"\n";

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly Change[] Three = [.. Enumerable.Range(1, 3).Select(id => Sample.Create($"hs-call-{id}"))];

    [Fact]
    public async Task Rows_travel_quoted_with_what_is_empty_named_so_and_what_is_not_set_left_out()    // O21
    {
        Change change = Sample.Create("hs-call-1") with
        {
            Fields = new Dictionary<string, string?>
            {
                [TaskField.Key] = "hs-call-1", ["Subject"] = "He said \"yes\", twice\r\nand\nleft ", ["Type"] = null, ["Description"] = "",
            },
        };
        Change other = Sample.Create("hs-call-2") with { Fields = new Dictionary<string, string?> { [TaskField.Key] = "hs-call-2", ["Subject"] = "Ünal 📞" } };
        await using OrgHost org = await StartAsync(Header, Failed);

        await Writer(org).CarryAsync(JobId, [change, other], Cancel);

        string csv = org.Requests.Single(request => request.Method == "PUT").Body;
        Assert.Equal(
            "\"HubSpot_Activity_Id__c\",\"Description\",\"Subject\",\"Type\"\n"
            + "\"hs-call-1\",\"#N/A\",\"He said \"\"yes\"\", twice\r\nand\nleft \",\"#N/A\"\n"
            + "\"hs-call-2\",\"\",\"Ünal 📞\",\"\"\n",
            csv);
        Assert.Equal([["HubSpot_Activity_Id__c", "Description", "Subject", "Type"], ["hs-call-1", "#N/A", "He said \"yes\", twice\r\nand\nleft ", "#N/A"], ["hs-call-2", "", "Ünal 📞", ""]], CsvText.Read(csv));
    }

    [Fact]
    public async Task A_value_that_a_job_would_take_for_none_does_not_travel_in_one()
    {
        await using OrgHost org = await StartAsync(Header, Failed);
        Change change = Sample.Create("hs-call-1") with { Fields = new Dictionary<string, string?> { [TaskField.Key] = "hs-call-1", ["Subject"] = "#N/A" } };

        Assert.False(Writer(org).Takes(change));
        Assert.False(Writer(org).Takes(Three[0] with { Does = Change.Update }));
        Assert.True(Writer(org).Takes(Three[0]));
    }

    [Fact]
    public async Task Results_are_found_by_their_key_in_whatever_order_they_come()
    {
        await using OrgHost org = await StartAsync(
            $"{Header}\"00T000000000003EAA\",\"true\",\"hs-call-3\",\"a\"\n\"00T000000000001EAA\",\"false\",\"hs-call-1\",\"b\"\n",
            $"{Failed}\"\",\"UNABLE_TO_LOCK_ROW:unable: to obtain:--\",\"hs-call-2\",\"a,\"\"b\"\"\nc\"\n");

        IReadOnlyList<Outcome> outcomes = await Writer(org).CarryAsync(JobId, Three, Cancel);

        Assert.Equal(
            [("hs-call-1", "00T000000000001EAA", null), ("hs-call-2", null, FaultKind.RowLocked), ("hs-call-3", "00T000000000003EAA", null)],
            outcomes.Select(outcome => (outcome.Change.Activity.Key, outcome.RecordId, outcome.Fault?.Kind)).OrderBy(outcome => outcome.Key));
        Assert.Contains("unable: to obtain", outcomes.Single(outcome => outcome.Fault is not null).Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]    // what is not told stays open: the caller looks it up
    [InlineData("")]
    [InlineData("\"sf__Id\",\"sf__Created\"\n\"00T000000000001EAA\",\"true\"\n")]    // without our key
    [InlineData(Header + "\"\",\"true\",\"hs-call-1\",\"a\"\n")]    // without an id
    [InlineData(Header + "\"no id\",\"true\",\"hs-call-1\",\"a\"\n")]
    [InlineData(Header + "\"00T000000000001EAA\",\"true\",\"hs-call-9\",\"a\"\n")]    // of a row that was not sent
    [InlineData(Header + "\"00T000000000001EAA\",\"true\",\"hs-call-1\n")]    // broken off
    [InlineData(Header + "\"00T000000000001EAA\",\"true\",\"hs-call-1\"\n")]    // a cell short
    [InlineData("<html>no</html>")]
    public async Task A_result_that_does_not_tell_of_a_row_leaves_it_open(string successes)
    {
        await using OrgHost org = await StartAsync(successes, Failed);

        Assert.Empty(await Writer(org).CarryAsync(JobId, Three, Cancel));
    }

    [Theory]
    [InlineData("JobComplete", 1)]
    [InlineData("Failed", 1)]    // rows written before stand
    [InlineData("Aborted", 1)]
    [InlineData("InProgress,UploadComplete,InProgress,JobComplete", 1)]
    public async Task A_job_of_an_earlier_run_is_waited_for_and_tells_what_it_wrote(string states, int written)
    {
        await using OrgHost org = await StartAsync($"{Header}\"00T000000000001EAA\",\"true\",\"hs-call-1\",\"a\"\n", Failed, states);

        IReadOnlyDictionary<string, string> found = await Writer(org).EndAsync(JobId, Cancel);

        Assert.Equal(written, found.Count);
        Assert.DoesNotContain(org.Requests, request => request.Method is "PATCH" or "PUT");
    }

    [Fact]
    public async Task A_job_that_got_no_rows_is_called_off()
    {
        await using OrgHost org = await StartAsync(Header, Failed, "Open,Aborted");

        Assert.Empty(await Writer(org).EndAsync(JobId, Cancel));
        Assert.Contains("Aborted", Assert.Single(org.Requests, request => request.Method == "PATCH").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_the_org_forgot_wrote_nothing_that_it_can_tell_of()
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 404, """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"""));

        Assert.Empty(await Writer(org).EndAsync(JobId, Cancel));
    }

    [Fact]
    public async Task A_job_that_does_not_end_ends_the_run_after_an_hour_and_not_before()
    {
        JumpingClock clock = new();
        DateTimeOffset started = clock.Now;
        await using OrgHost org = await StartAsync(Header, Failed, "InProgress");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => new TaskJobWriter(org.Client, clock).CarryAsync(JobId, Three, Cancel));

        Assert.Equal(FaultKind.Unavailable, fault.Kind);
        Assert.InRange(clock.Now - started, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(61));
        Assert.InRange(org.Requests.Length, 100, 250);    // and it was not asked every second
    }

    [Fact]
    public async Task A_wait_for_a_job_is_ended_by_who_waits()
    {
        using CancellationTokenSource stop = new();
        JumpingClock clock = new() { Waiting = stop.Cancel };
        await using OrgHost org = await StartAsync(Header, Failed, "InProgress");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TaskJobWriter(org.Client, clock).CarryAsync(JobId, Three, stop.Token));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":"../../query"}""")]    // an id becomes part of a path
    [InlineData("""{"id":"https://evil.com"}""")]
    [InlineData("[]")]
    public async Task An_answer_without_the_id_of_a_job_is_none(string answer)
    {
        await using OrgHost org = await OrgHost.StartAsync(answer);

        Assert.Equal(FaultKind.UnexpectedAnswer, (await Assert.ThrowsAsync<SyncException>(() => Writer(org).OpenAsync(Cancel))).Kind);
    }

    private static TaskJobWriter Writer(OrgHost org) => new(org.Client, new JumpingClock());

    private static Task<OrgHost> StartAsync(string successes, string failures, string states = "JobComplete")
    {
        string[] inTurn = states.Split(',');
        int looks = 0;
        return OrgHost.StartAsync((context, _) => (context.Request.Method, context.Request.Path.Value!.Split('/')[^1]) switch
        {
            ("GET", "successfulResults") => AnsweringHost.AnswerAsync(context, 200, "text/csv", successes),
            ("GET", "failedResults") => AnsweringHost.AnswerAsync(context, 200, "text/csv", failures),
            ("GET", _) => AnsweringHost.JsonAsync(context, 200, $$"""{"id":"{{JobId}}","state":"{{inTurn[Math.Min(looks++, inTurn.Length - 1)]}}"}"""),
            ("PUT", _) => Created(context),
            _ => AnsweringHost.JsonAsync(context, 200, $$"""{"id":"{{JobId}}","state":"Open"}"""),
        });
    }

    private static Task Created(HttpContext context)
    {
        context.Response.StatusCode = 201;
        return Task.CompletedTask;
    }
}
