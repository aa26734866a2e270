using System.Net;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Tests.HubSpot;
using static HubSpotSalesforce.Simulator.Tests.HubSpot.HubSpotSide;

namespace HubSpotSalesforce.Simulator.Tests.Faults;

/// <summary>Answers that never come, come late, break off, or are those of a side in trouble.</summary>
public sealed class AnswerFaultTests
{
    private const string Notes = $"{Objects}/notes";
    private const string Note = """{"properties":{"hs_timestamp":"2026-01-01T00:00:00Z"}}""";

    [Theory]
    [InlineData("hubspot", "burst", 429, "TEN_SECONDLY_ROLLING")]
    [InlineData("hubspot", "secondly", 429, "SECONDLY")]
    [InlineData("hubspot", "daily", 429, "DAILY")]
    [InlineData("hubspot", "unauthorized", 401, "INVALID_AUTHENTICATION")]
    [InlineData("hubspot", "locked", 423, "LOCKED")]
    [InlineData("hubspot", "badGateway", 502, "<html>")]
    [InlineData("salesforce", "burst", 403, "REQUEST_LIMIT_EXCEEDED")]
    [InlineData("salesforce", "daily", 403, "TotalRequests Limit exceeded.")]
    [InlineData("salesforce", "unauthorized", 401, "INVALID_SESSION_ID")]
    [InlineData("salesforce", "rowLock", 400, "UNABLE_TO_LOCK_ROW")]
    [InlineData("salesforce", "noRoute", 420, "<html>")]
    [InlineData("salesforce", "unavailable", 503, "<html>")]
    [InlineData("salesforce", "serverError", 500, "UNKNOWN_EXCEPTION")]
    public async Task A_known_error_has_the_status_and_body_of_its_side(string host, string answer, int status, string says)
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, $$"""[{"host":"{{host}}","answer":"{{answer}}"}]""");

        Answer told = host == "hubspot"
            ? await side.GetAsync("/crm/v3/owners") : await side.SendOrgAsync(HttpMethod.Get, "/services/data/v67.0/limits");

        Assert.Equal(status, told.Status);
        Assert.Contains(says, told.Text, StringComparison.Ordinal);
        Assert.Equal(says.StartsWith('<') ? "text/html" : "application/json", told.ContentType);
        Assert.False(told.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task An_account_that_moves_says_when_to_come_again()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"host":"hubspot","answer":"migrating"}]""");

        Answer told = await side.GetAsync("/crm/v3/owners");

        Assert.Equal((477, "60"), (told.Status, told.Headers.GetValues("Retry-After").Single()));
    }

    [Fact]
    public async Task A_rate_strikes_the_same_calls_for_the_same_seed()
    {
        string first = await StruckAsync(seed: 7);
        string again = await StruckAsync(seed: 7);
        string other = await StruckAsync(seed: 8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(sign => sign == 'x'), 20, 60);    // about 40 of 200
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task A_call_that_hangs_goes_on_when_the_rules_are_cleared(string hang, int doneMeanwhile)
    {
        await using HubSpotSide side = await StartAsync();
        TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        side.Host.Log.Added += () => written.TrySetResult();
        await SetAsync(side, $$"""[{"endpoint":"POST","hang":"{{hang}}"}]""");

        Task<Answer> call = side.PostAsync(Notes, Note);
        await (doneMeanwhile > 0 ? written.Task : StruckAsync(side));
        Assert.Equal(doneMeanwhile, side.Host.Log.Snapshot().Length);
        Assert.False(call.IsCompleted);
        await side.SendAsync(HttpMethod.Delete, "/_sim/faults");

        Assert.Equal(201, (await call).Status);
        Assert.Single(side.Host.Log.Snapshot());
    }

    [Fact]
    public async Task A_call_that_hangs_ends_when_the_client_goes_and_is_not_carried_out()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"endpoint":"POST","hang":"before"}]""");
        using CancellationTokenSource goes = new();
        using StringContent note = new(Note, System.Text.Encoding.UTF8, "application/json");

        Task<HttpResponseMessage> call = side.Client.PostAsync(Notes, note, goes.Token);
        await StruckAsync(side);
        await goes.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(side.Host.Log.Snapshot());
    }

    [Fact]
    public async Task A_body_that_is_cut_off_was_carried_out_and_tells_the_length_that_came()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"endpoint":"POST","truncate":"body"}]""");

        Answer cut = await side.PostAsync(Notes, Note);

        Assert.Equal(201, cut.Status);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(cut.Text));
        Assert.StartsWith("{", cut.Text, StringComparison.Ordinal);
        Assert.Single(side.Host.Log.Snapshot());
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_answer_left_the_call_carried_out()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"endpoint":"POST","truncate":"connection"}]""");
        using StringContent note = new(Note, System.Text.Encoding.UTF8, "application/json");
        using HttpRequestMessage request = new(HttpMethod.Post, Notes) { Content = note };

        using HttpResponseMessage begun = await side.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => begun.Content.ReadAsStringAsync());
        Assert.Single(side.Host.Log.Snapshot());
    }

    [Fact]
    public async Task A_call_that_is_delivered_twice_is_carried_out_twice_and_answered_once()
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, """[{"endpoint":"POST","twice":true}]""");

        Answer answer = await side.PostAsync(Notes, Note);

        Assert.Equal((201, 2), (answer.Status, side.Portal.Records("notes").Count));
        Assert.Equal((string?)side.Portal.Records("notes")[1]["id"], (string?)answer.Json["id"]);
    }

    private static async Task<string> StruckAsync(int seed)
    {
        await using HubSpotSide side = await StartAsync();
        await SetAsync(side, $$"""[{"endpoint":"/owners","answer":"unavailable","rate":0.2,"seed":{{seed}}}]""");
        List<char> struck = [];
        for (int call = 0; call < 200; call++)
        {
            struck.Add((await side.GetAsync("/crm/v3/owners")).Status == 503 ? 'x' : '.');
        }

        return new string([.. struck]);
    }

    // The plan has seen the call: from here on it hangs.
    private static async Task StruckAsync(HubSpotSide side)
    {
        while (side.Host.Faults.Rules[0].Struck == 0)
        {
            await Task.Yield();
        }
    }

    private static async Task SetAsync(HubSpotSide side, string rules)
        => Assert.Equal(200, (await side.SendAsync(HttpMethod.Put, "/_sim/faults", rules)).Status);
}
