using System.Globalization;
using System.Net;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>HubSpot's tokens, limits and errors.</summary>
/// <remarks>Limits: HubSpot developer docs, "API usage guidelines and limits" and "Search the CRM", read 2026-11-21.</remarks>
internal sealed class HubSpotDialect : ApiDialect
{
    // The lowest documented burst; an account that may more says so in each answer.
    private const int LowestBurst = 100;

    // Allowed to the whole account, of which others take some: how much of it is left, refusals tell.
    private const int SearchesPerSecond = 5;

    // Far above what any account is granted (the largest is 250, with the add-on): who announces it keeps no limits, and none for searches.
    private const int NoLimit = 10_000;

    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock;
    private readonly string _token;
    private readonly Pace _pace;
    private readonly SteadyPace _searchPace;

    public HubSpotDialect(string token, TimeProvider clock)
    {
        _clock = clock;
        _token = token;
        _pace = new Pace(LowestBurst, Burst, clock);
        _searchPace = new SteadyPace(SearchesPerSecond, clock);
    }

    /// <summary>The account's time zone, at whose midnight the day's calls begin anew; null until the account was asked for.</summary>
    public TimeZoneInfo? Zone { get; set; }

    public override string Side => "hubspot";

    public override IReadOnlyCollection<string> Secrets => [_token];

    public override Task<string> TokenAsync(CancellationToken cancel) => Task.FromResult(_token);

    // A service key does not expire: a refused one is wrong or revoked.
    public override Task<bool> RenewTokenAsync(string refused, ApiAnswer answer, CancellationToken cancel) => Task.FromResult(false);

    public override async Task WaitForTurnAsync(ApiRequest request, CancellationToken cancel)
    {
        // Whether searches count as ordinary calls too is not documented. If they do, the window shows them among those of others.
        await (request.IsSearch ? _searchPace.WaitAsync(request, cancel) : _pace.WaitAsync(cancel));
    }

    public override void Learn(ApiRequest request, ApiAnswer answer, CallMeter meter)
    {
        if (request.IsSearch)
        {
            _searchPace.Answered(request);
        }

        if (Number(answer, "X-HubSpot-RateLimit-Daily") is { } allowed && Number(answer, "X-HubSpot-RateLimit-Daily-Remaining") is { } left)
        {
            meter.Learn(allowed, left);
        }

        if (Number(answer, "X-HubSpot-RateLimit-Max") is { } max and > 0)
        {
            _searchPace.IsOff = max > NoLimit;
            if (!request.IsSearch)
            {
                _pace.Learn(max, Number(answer, "X-HubSpot-RateLimit-Remaining") ?? max);
            }
        }
        else if (!request.IsSearch)
        {
            _pace.Answered();
        }
    }

    public override SyncException Fault(ApiRequest request, ApiAnswer answer)
    {
        string? category = Text(answer.Body, "category");
        string said = Brief(Text(answer.Body, "message") ?? "no message");
        return answer.Status switch
        {
            HttpStatusCode.TooManyRequests => Throttled(request, answer, said),
            HttpStatusCode.Unauthorized or (HttpStatusCode)530 => new SyncException(
                FaultKind.Unauthorized, Side, "HubSpot refused the token (401). Create or rotate the service key under Development > Keys > Service keys, and put it where hubspot.token points.")
            { ApiCode = category },
            HttpStatusCode.Forbidden => Forbidden(request, answer, category, said),
            var passing when IsPassing(passing) => new SyncException(
                FaultKind.Unavailable, request.ToString(), $"HubSpot answered {request} with {(int)passing}. Run again later: nothing is lost.")
            { ApiCode = category, RetryAfter = Patience(answer) },
            var other => new SyncException(
                FaultKind.UnexpectedAnswer, request.ToString(), $"HubSpot answered {request} with {(int)other} {category}: {said}{Properties(answer)}. If the request looks right, report it with this line.")
            { ApiCode = category ?? ((int)other).ToString(CultureInfo.InvariantCulture) },
        };
    }

    // "Property values were not valid" alone leaves a person guessing which.
    private static string Properties(ApiAnswer answer)
    {
        string[] names = [.. (answer.Body as JObject)?.SelectTokens("errors[*].context.propertyName[*]").Select(name => name.ToString()).Distinct() ?? []];
        return names.Length == 0 ? "" : $" ({string.Join(", ", names)})";
    }

    private SyncException Throttled(ApiRequest request, ApiAnswer answer, string said)
    {
        string policy = Text(answer.Body, "policyName") ?? "";
        if (policy == "DAILY")
        {
            return Spent(policy);
        }

        // No Retry-After comes with an ordinary 429: the window that is full is waited out.
        bool isBurst = policy == "TEN_SECONDLY_ROLLING";
        TimeSpan wait = isBurst ? TimeSpan.FromSeconds(3) : TimeSpan.FromSeconds(1);
        if (request.IsSearch && !isBurst)
        {
            _searchPace.Refused(wait);
        }
        else
        {
            _pace.Pause(wait);
        }

        return new SyncException(FaultKind.Throttled, request.ToString(), $"HubSpot asks for fewer calls: {said} Run again in a minute.")
        { ApiCode = policy, RetryAfter = Patience(answer) ?? wait };
    }

    private SyncException Spent(string policy)
    {
        TimeSpan? rest = Zone is { } zone && TimeZoneInfo.ConvertTime(_clock.GetUtcNow(), zone) is var now ? TimeSpan.FromDays(1) - now.TimeOfDay : null;
        string when = rest is { } known ? $" That is at {_clock.GetUtcNow() + known:u}." : "";
        return new SyncException(
            FaultKind.QuotaSpent, Side, $"HubSpot's daily calls are spent. They start anew at midnight of the account's time zone.{when} A run after that goes on where this one stopped.")
        { ApiCode = policy, RetryAfter = rest };
    }

    private SyncException Forbidden(ApiRequest request, ApiAnswer answer, string? category, string said)
    {
        string[] scopes = (answer.Body as JContainer)?.SelectTokens("errors[*].context.requiredGranularScopes[*]").Select(scope => scope.ToString()).Distinct().ToArray() ?? [];
        return scopes.Length > 0 || category == "MISSING_SCOPES"
            ? new SyncException(
                FaultKind.ScopeMissing, Side, $"The token may not call {request}: it lacks {(scopes.Length == 0 ? "a scope" : string.Join(", ", scopes))}. Add it to the service key, then run again.")
            { ApiCode = category }
            : new SyncException(
                FaultKind.ScopeMissing, Side, $"HubSpot refused {request} (403 {category}): {said}. The account's subscription may not include it; switch the kinds that need it off.")
            { ApiCode = category };
    }

    private static TimeSpan? Patience(ApiAnswer answer)
        => Number(answer, "Retry-After") is { } seconds and > 0 and < 600 ? TimeSpan.FromSeconds(seconds) : null;

    private static int? Number(ApiAnswer answer, string header)
        => int.TryParse(answer.Headers(header), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
