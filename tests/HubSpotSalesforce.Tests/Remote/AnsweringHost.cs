using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace HubSpotSalesforce.Tests.Remote;

/// <summary>A server on a free loopback port that answers as a test tells it, and keeps what it was asked.</summary>
internal sealed class AnsweringHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _count;

    private AnsweringHost(Func<HttpContext, int, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestLineSize = 32_768);
        _app = builder.Build();
        _app.Run(async context =>
        {
            using StreamReader body = new(context.Request.Body);
            Requests.Enqueue(new Request(
                context.Request.Method, context.Request.GetEncodedPathAndQuery(), context.Request.Headers.Authorization.ToString(), await body.ReadToEndAsync()));
            await answer(context, Interlocked.Increment(ref _count));
        });
    }

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Its address.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Answers a request; they are numbered from 1.</param>
    public static async Task<AnsweringHost> StartAsync(Func<HttpContext, int, Task> answer)
    {
        AnsweringHost host = new(answer);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>Starts a server that gives these bodies in turn, the last one for ever.</summary>
    public static Task<AnsweringHost> StartAsync(params string[] bodies)
        => StartAsync((context, number) => JsonAsync(context, 200, bodies[Math.Min(number, bodies.Length) - 1]));

    /// <summary>Answers with JSON.</summary>
    public static Task JsonAsync(HttpContext context, int status, string body) => AnswerAsync(context, status, "application/json;charset=UTF-8", body);

    /// <summary>Answers.</summary>
    public static async Task AnswerAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>One request.</summary>
    internal sealed record Request(string Method, string Path, string Authorization, string Body);
}
