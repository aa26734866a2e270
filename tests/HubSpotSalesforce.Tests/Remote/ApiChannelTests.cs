using System.Net;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Tests.State;
using Newtonsoft.Json.Linq;
using static HubSpotSalesforce.Tests.Remote.PlainChannel;

namespace HubSpotSalesforce.Tests.Remote;

/// <summary>The channel beside a real server: what travels, what is tried again, and what is never told.</summary>
public sealed class ApiChannelTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(420)]
    public async Task What_passes_by_itself_is_tried_again(int status)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, number) => AnsweringHost.JsonAsync(context, number < 3 ? status : 200, """{"ok":true}"""));
        using ApiChannel channel = Channel(host);

        ApiAnswer answer = await channel.SendAsync(Read, Cancel);

        Assert.Equal((HttpStatusCode.OK, 3, 3), (answer.Status, host.Requests.Count, channel.Meter.Count));    // each try is a call
    }

    [Theory]
    [InlineData(400, "UnexpectedAnswer", 1)]
    [InlineData(404, "UnexpectedAnswer", 1)]
    [InlineData(503, "Unavailable", 6)]    // bounded
    public async Task A_failure_that_stays_is_told_by_its_kind(int status, string kind, int tries)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, status, "{}"));
        using ApiChannel channel = Channel(host);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel));

        Assert.Equal((kind, tries), (fault.Kind.ToString(), host.Requests.Count));
    }

    [Fact]
    public async Task A_request_that_may_not_be_repeated_is_sent_once()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 503, "{}"));
        using ApiChannel channel = Channel(host);

        await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read with { IsRepeatable = false }, Cancel));

        Assert.Single(host.Requests);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_request_sent_again_with_the_new_one()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, number) => AnsweringHost.JsonAsync(context, number == 1 ? 401 : 200, "{}"));
        PlainDialect dialect = new() { Renewed = "pat-na1-other" };
        using ApiChannel channel = Channel(host, dialect);

        await channel.SendAsync(Read, Cancel);

        Assert.Equal([$"Bearer {Token}", "Bearer pat-na1-other"], host.Requests.Select(request => request.Authorization));
    }

    [Theory]
    [InlineData("pat-na1-other", 2)]    // refused again
    [InlineData(null, 1)]    // not worth a new one
    public async Task A_second_refusal_stops(string? renewed, int requests)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 401, "{}"));
        using ApiChannel channel = Channel(host, new PlainDialect { Renewed = renewed });

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel));

        Assert.Equal((FaultKind.Unauthorized, requests), (fault.Kind, host.Requests.Count));
    }

    [Fact]
    public async Task The_token_stands_in_no_message_and_no_trace_and_neither_does_the_query()
    {
        List<string> told = [];
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, number) => number switch
        {
            1 => BreakOffAsync(context, "dropped"),
            2 => BreakOffAsync(context, "truncated JSON"),
            3 => AnsweringHost.AnswerAsync(context, 502, "text/html", "<html>"),
            _ => AnsweringHost.JsonAsync(context, 400, "{}"),
        });
        using ApiChannel channel = Channel(host);
        channel.Requested += trace => told.Add(trace.ToString());

        for (int time = 0; time < 2; time++)
        {
            told.Add((await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel))).ToString());
        }

        Assert.Equal(7, told.Count);    // four tries and an end, one try and an end
        Assert.All(told, line => Assert.DoesNotContain(Token, line, StringComparison.Ordinal));
        Assert.All(told, line => Assert.DoesNotContain("x@y.com", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_the_server_asks_for_is_kept()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, number) => AnsweringHost.JsonAsync(context, number == 1 ? 477 : 200, "{}"));
        JumpingClock clock = new();
        using ApiChannel channel = Channel(host, new PlainDialect { RetryAfter = TimeSpan.FromSeconds(42) }, clock);
        DateTimeOffset before = clock.Now;

        await channel.SendAsync(Read, Cancel);

        Assert.Equal(42, (clock.Now - before).TotalSeconds, 3);
    }

    [Fact]
    public async Task A_budget_that_is_spent_sends_nothing_more()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync("{}");
        using ApiChannel channel = Channel(host);
        channel.Meter.Share = _ => 1;
        channel.Meter.Learn(100, 100);
        await channel.SendAsync(Read, Cancel);

        SyncException spent = await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel));

        Assert.Equal((FaultKind.QuotaSpent, 1), (spent.Kind, host.Requests.Count));
    }

    [Fact]
    public async Task A_cancelled_request_ends_as_cancelled_and_is_not_tried_again()
    {
        using CancellationTokenSource stop = new();
        await using AnsweringHost host = await AnsweringHost.StartAsync(async (context, _) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        using ApiChannel channel = Channel(host);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.SendAsync(Read, stop.Token));

        Assert.Single(host.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", true, "Unavailable", "(127.0.0.1:1)")]    // nobody listens
    [InlineData("http://127.0.0.1:1", false, "HostNotAllowed")]
    [InlineData("https://evil.com", true, "HostNotAllowed")]
    public async Task A_host_is_checked_before_it_is_asked(string url, bool allowsLoopback, string kind, string named = "")
    {
        SyncException fault = await Assert.ThrowsAsync<SyncException>(async () =>
        {
            using ApiChannel channel = new(new Uri(url), new PlainDialect(), new HostGuard(allowsLoopback), new JumpingClock(), new Random(1));
            await channel.SendAsync(Read, Cancel);
        });

        Assert.Equal(kind, fault.Kind.ToString());
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moving_to_a_host_that_is_not_allowed_is_refused()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync("{}");
        using ApiChannel channel = Channel(host);

        Assert.Equal(FaultKind.HostNotAllowed, Assert.Throws<SyncException>(() => channel.MoveTo(new Uri("https://evil.com"))).Kind);
        Assert.Equal(host.Url, channel.BaseUrl);
    }

    [Theory]    // O14: a runner that lost its store while it waited for its turn sends nothing more
    [InlineData("POST", "/crm/objects/2026-09/calls/batch/create", true)]
    [InlineData("PATCH", "/services/data/v67.0/composite/sobjects", true)]
    [InlineData("DELETE", "/services/data/v67.0/composite/sobjects?ids=1", true)]
    [InlineData("PUT", "/services/data/v67.0/jobs/ingest/750/batches", true)]
    [InlineData("POST", "/anything", true)]    // what nobody calls a read
    [InlineData("GET", "/anything", false)]
    [InlineData("POST", "/crm/objects/2026-09/calls/batch/read", false)]
    [InlineData("POST", "/crm/objects/2026-09/calls/search", false)]
    public async Task A_write_leaves_only_through_the_gate(string method, string path, bool isWrite)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync("{}");
        using ApiChannel channel = Channel(host);
        int asked = 0;
        channel.WriteGate = _ => asked++ == 0 ? Task.CompletedTask : throw new SyncException(FaultKind.LeaseLost, "a", "Lost. Run again.");
        ApiRequest request = new(new HttpMethod(method), path);

        await channel.SendAsync(request, Cancel);
        Exception? second = await Record.ExceptionAsync(() => channel.SendAsync(request, Cancel));

        Assert.Equal(isWrite ? FaultKind.LeaseLost : null, (second as SyncException)?.Kind);
        Assert.Equal((isWrite ? 1 : 2, isWrite ? 2 : 0), (host.Requests.Count, asked));
    }

    [Theory]    // O14: it slept between the look at the store and the first byte
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_asks_again_right_before_it_leaves(bool isCsv)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync("{}");
        using ApiChannel channel = Channel(host);
        int asked = 0;
        channel.WriteGate = _ => asked++ == 0 ? Task.CompletedTask : throw new SyncException(FaultKind.LeaseLost, "a", "Lost. Run again.");
        ApiRequest request = new(HttpMethod.Put, "/services/data/v67.0/jobs/ingest/750/batches") { Body = isCsv ? null : new JObject { ["a"] = 1 }, Csv = isCsv ? "a" : null };

        SyncException lost = await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(request, Cancel));

        Assert.Equal(FaultKind.LeaseLost, lost.Kind);
        Assert.Equal((0, 2), (host.Requests.Count, asked));
    }
}
