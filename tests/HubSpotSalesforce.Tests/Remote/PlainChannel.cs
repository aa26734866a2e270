using System.Net;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Tests.State;
using Microsoft.AspNetCore.Http;

namespace HubSpotSalesforce.Tests.Remote;

/// <summary>A channel to a host of the test, and a dialect that takes each status for what it says.</summary>
internal static class PlainChannel
{
    public const string Token = "pat-na1-secret";
    public static readonly CancellationToken Cancel = CancellationToken.None;
    public static readonly ApiRequest Read = new(HttpMethod.Get, "/a?email=x@y.com");

    public static ApiChannel Channel(AnsweringHost host, PlainDialect? dialect = null, TimeProvider? clock = null)
        => new(host.Url, dialect ?? new PlainDialect(), new HostGuard(allowsLoopback: true), clock ?? new JumpingClock(), new Random(1));

    public static async Task BreakOffAsync(HttpContext context, string how)
    {
        context.Response.ContentType = "application/json";
        if (how == "truncated JSON")
        {
            await context.Response.WriteAsync("""{"results":[1""");
        }
        else
        {
            if (how == "truncated body")
            {
                context.Response.ContentLength = 1_000;
                await context.Response.WriteAsync("""{"results":[1""");
                await context.Response.Body.FlushAsync();
            }

            context.Abort();
        }
    }

    /// <summary>Takes each status for what it says.</summary>
    public sealed class PlainDialect : ApiDialect
    {
        private string _token = Token;

        public string? Renewed { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public override string Side => "hubspot";

        public override Task<string> TokenAsync(CancellationToken cancel) => Task.FromResult(_token);

        public override Task<bool> RenewTokenAsync(string refused, ApiAnswer answer, CancellationToken cancel)
        {
            _token = Renewed ?? _token;
            return Task.FromResult(Renewed is not null);
        }

        public override Task WaitForTurnAsync(ApiRequest request, CancellationToken cancel) => Task.CompletedTask;

        public override void Learn(ApiRequest request, ApiAnswer answer, CallMeter meter)
        {
        }

        public override SyncException Fault(ApiRequest request, ApiAnswer answer)
        {
            FaultKind kind = IsPassing(answer.Status) ? FaultKind.Unavailable
                : answer.Status == HttpStatusCode.Unauthorized ? FaultKind.Unauthorized
                : FaultKind.UnexpectedAnswer;
            return new SyncException(kind, request.ToString(), $"{request} failed. Try again.") { RetryAfter = RetryAfter };
        }
    }
}
