using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Remote;
using HubSpotSalesforce.Tests.State;
using Microsoft.AspNetCore.Http;

namespace HubSpotSalesforce.Tests.Salesforce;

/// <summary>An org of a few lines: it hands out tokens, and answers the rest as a test tells it.</summary>
internal sealed class OrgHost : IAsyncDisposable
{
    public const string OrgId = "00Dxx0000001gPFEAY";
    public const string UserId = "005xx000001SwiUAAS";
    public const string Root = "/services/data/v67.0";

    private readonly AnsweringHost _host;

    private OrgHost(AnsweringHost host, SalesforceClient client)
    {
        _host = host;
        Client = client;
    }

    public SalesforceClient Client { get; }

    public Uri Url => _host.Url;

    /// <summary>What was asked but for tokens.</summary>
    public AnsweringHost.Request[] Requests => [.. _host.Requests.Where(request => !IsToken(request.Path))];

    /// <summary>How often a token was asked for.</summary>
    public int Tokens => _host.Requests.Count(request => IsToken(request.Path));

    /// <summary>What was asked for tokens.</summary>
    public AnsweringHost.Request[] TokenRequests => [.. _host.Requests.Where(request => IsToken(request.Path))];

    /// <summary>Starts an org.</summary>
    /// <param name="answer">Answers a request that is not for a token: the context and the token it carries.</param>
    /// <param name="options">Changes how the client signs in.</param>
    /// <param name="token">Answers a request for a token, numbered from 1; null for the usual answer.</param>
    public static async Task<OrgHost> StartAsync(
        Func<HttpContext, string, Task> answer, Func<SalesforceOptions, SalesforceOptions>? options = null, Func<HttpContext, int, Task<bool>>? token = null)
    {
        int tokens = 0;
        AnsweringHost host = await AnsweringHost.StartAsync(async (context, _) =>
        {
            if (!IsToken(context.Request.Path))
            {
                await answer(context, context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal));
                return;
            }

            int number = Interlocked.Increment(ref tokens);
            if (token is null || !await token(context, number))
            {
                await AnsweringHost.JsonAsync(context, 200, $$"""
                    {"access_token":"token-{{number}}","instance_url":"http://{{context.Request.Host}}","id":"https://login.salesforce.com/id/{{OrgId}}/{{UserId}}"}
                    """);
            }
        });
        SalesforceOptions plain = new() { LoginUrl = host.Url, ClientId = "3MVG9", ClientSecret = "s3cret" };
        return new OrgHost(host, new SalesforceClient(options is null ? plain : options(plain), new HostGuard(allowsLoopback: true), new JumpingClock(), new Random(1)));
    }

    /// <summary>Starts an org that gives these bodies in turn, the last one for ever.</summary>
    public static Task<OrgHost> StartAsync(params string[] bodies)
    {
        int count = 0;
        return StartAsync((context, _) => AnsweringHost.JsonAsync(context, 200, bodies[Math.Min(Interlocked.Increment(ref count), bodies.Length) - 1]));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
    }

    private static bool IsToken(string path) => path == "/services/oauth2/token";
}
