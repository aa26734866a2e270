using System.Collections.Concurrent;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Tests.Remote;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>A portal of a few lines: each path has its answers, in turn, the last one for ever.</summary>
internal sealed class PortalHost : IAsyncDisposable
{
    private readonly AnsweringHost _host;

    private PortalHost(AnsweringHost host)
    {
        _host = host;
        Client = new HubSpotClient(new HubSpotOptions(host.Url, "pat-na1-secret"), new HostGuard(allowsLoopback: true), new JumpingClock(), new Random(1));
    }

    public HubSpotClient Client { get; }

    public AnsweringHost.Request[] Requests => [.. _host.Requests];

    /// <summary>Starts a portal.</summary>
    /// <param name="answers">The end or a part of a path with its query, and its answers; the first that fits is taken, and 404 when none does.</param>
    public static async Task<PortalHost> StartAsync(params (string Path, string[] Bodies)[] answers)
    {
        ConcurrentDictionary<string, int> asked = new();
        return new PortalHost(await AnsweringHost.StartAsync((context, _) =>
        {
            string path = context.Request.Path + context.Request.QueryString;
            (string? part, string[]? bodies) = answers.FirstOrDefault(answer => path.Contains(answer.Path, StringComparison.Ordinal));
            return bodies is null
                ? AnsweringHost.JsonAsync(context, 404, """{"category":"OBJECT_NOT_FOUND","message":"resource not found"}""")
                : AnsweringHost.JsonAsync(context, 200, bodies[Math.Min(asked.AddOrUpdate(part!, 0, (_, count) => count + 1), bodies.Length - 1)]);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }
}
