using HubSpotSalesforce.Remote;
using Microsoft.AspNetCore.Http;
using static HubSpotSalesforce.Tests.Remote.PlainChannel;

namespace HubSpotSalesforce.Tests.Remote;

/// <summary>Answers that are not what they should be, and where they lead.</summary>
public sealed class ApiAnswerTests
{
    [Theory]
    [InlineData("truncated JSON")]
    [InlineData("truncated body")]
    [InlineData("dropped")]
    public async Task An_answer_that_breaks_off_is_asked_for_again(string how)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync(async (context, number) =>
        {
            if (number == 1)
            {
                await BreakOffAsync(context, how);
            }
            else
            {
                await AnsweringHost.JsonAsync(context, 200, """{"results":[1]}""");
            }
        });
        using ApiChannel channel = Channel(host);

        ApiAnswer answer = await channel.SendAsync(Read, Cancel);

        Assert.Equal("1", answer.AsObject(Read)["results"]![0]!.ToString());
        Assert.Equal(2, host.Requests.Count);
    }

    [Theory]
    [InlineData("text/html", "<html><h1>Bad gateway</h1>", 502, "Unavailable")]
    [InlineData("text/html", "<html>Not found", 404, "UnexpectedAnswer")]
    [InlineData("text/html", "<html>Welcome", 200, "UnexpectedAnswer")]    // a portal in a hotel
    [InlineData("application/json", "", 200, "UnexpectedAnswer")]
    [InlineData("application/json", "[]", 200, "UnexpectedAnswer")]
    [InlineData("application/json", "null", 200, "UnexpectedAnswer")]
    public async Task A_body_that_is_not_what_was_asked_for_is_a_fault_and_no_crash(string type, string body, int status, string kind)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, _) => AnsweringHost.AnswerAsync(context, status, type, body));
        using ApiChannel channel = Channel(host);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(async () => (await channel.SendAsync(Read, Cancel)).AsObject(Read));

        Assert.Equal(kind, fault.Kind.ToString());
    }

    [Fact]
    public async Task JSON_that_nests_without_end_is_a_fault_and_no_crash()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync(new string('[', 200_000));
        using ApiChannel channel = Channel(host);

        await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using AnsweringHost elsewhere = await AnsweringHost.StartAsync("{}");
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, _) =>
        {
            context.Response.Headers.Location = elsewhere.Url + "stolen";
            return AnsweringHost.JsonAsync(context, status, "{}");
        });
        using ApiChannel channel = Channel(host);

        await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel));

        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("//{other}/x")]    // two slashes name a host
    [InlineData("http://{other}/x")]
    [InlineData("https://api.hubapi.com/x")]    // allowed, and yet not the one that is spoken to
    [InlineData("//user@{own}/x")]
    [InlineData("///x.y/z")]
    [InlineData("file:///etc/passwd")]
    public async Task A_path_that_leads_to_another_host_is_not_asked(string path)
    {
        await using AnsweringHost elsewhere = await AnsweringHost.StartAsync("{}");
        await using AnsweringHost host = await AnsweringHost.StartAsync("{}");
        using ApiChannel channel = Channel(host);
        ApiRequest request = new(HttpMethod.Get, path.Replace("{other}", elsewhere.Url.Authority, StringComparison.Ordinal).Replace("{own}", host.Url.Authority, StringComparison.Ordinal));

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(request, Cancel));

        Assert.Equal(FaultKind.HostNotAllowed, fault.Kind);
        Assert.Empty(elsewhere.Requests);
        Assert.Empty(host.Requests);
    }

    [Theory]    // what headers say of a body need not be so
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Content-Type", "application/json; charset=nonsense")]
    public async Task A_body_that_is_not_what_its_headers_say_is_an_answer_that_did_not_come(string header, string value)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers[header] = value;
            await context.Response.WriteAsync("{}");
        });
        using ApiChannel channel = Channel(host);

        Assert.Equal(FaultKind.Unavailable, (await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel))).Kind);
    }

    [Theory]    // a server that repeats what it was sent
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(200)]
    public async Task A_token_that_a_server_repeats_goes_no_further(int status)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, _) => AnsweringHost.JsonAsync(
            context, status, $$"""{"message":"You sent {{context.Request.Headers.Authorization}}"}"""));
        using ApiChannel channel = Channel(host);
        string all = "";

        Exception? fault = await Record.ExceptionAsync(async () =>
        {
            ApiAnswer answer = await channel.SendAsync(Read, Cancel);
            all = $"{answer.Text} {answer.Body}";
        });

        Assert.DoesNotContain(Token, $"{fault} {all}", StringComparison.Ordinal);
        Assert.Equal(status == 200, all.Contains("(secret)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_nests_without_end_is_not_read()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync(string.Concat(Enumerable.Repeat("[", 100_000)));
        using ApiChannel channel = Channel(host);

        Assert.Equal(FaultKind.Unavailable, (await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read, Cancel))).Kind);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_not_kept()
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            byte[] block = new byte[1024 * 1024];
            try
            {
                for (int count = 0; count < 80; count++)
                {
                    await context.Response.Body.WriteAsync(block);
                }
            }
            catch (IOException)
            {
                // The other side had enough.
            }
        });
        using ApiChannel channel = Channel(host);

        Assert.Equal(FaultKind.Unavailable, (await Assert.ThrowsAsync<SyncException>(() => channel.SendAsync(Read with { IsRepeatable = false }, Cancel))).Kind);
    }
}
