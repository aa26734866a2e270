using System.Net;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Tests.Remote;
using HubSpotSalesforce.Tests.State;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>What each of HubSpot's errors asks for: again, skip or stop.</summary>
public sealed class HubSpotDialectTests
{
    private const string Token = "pat-na1-secret";

    private static readonly ApiRequest Read = new(HttpMethod.Get, "/crm/objects/2026-09/calls?after=1");
    private static readonly ApiRequest Search = new(HttpMethod.Post, "/crm/objects/2026-09/calls/search") { IsSearch = true };

    [Theory]
    [InlineData(400, """{"category":"VALIDATION_ERROR","message":"Property values were not valid"}""", FaultKind.UnexpectedAnswer, "VALIDATION_ERROR")]
    [InlineData(401, """{"category":"INVALID_AUTHENTICATION","message":"no"}""", FaultKind.Unauthorized, "INVALID_AUTHENTICATION")]
    [InlineData(401, null, FaultKind.Unauthorized, null)]
    [InlineData(530, null, FaultKind.Unauthorized, null)]    // the edge's answer to a malformed token
    [InlineData(403, """{"category":"MISSING_SCOPES","message":"scopes missing"}""", FaultKind.ScopeMissing, "MISSING_SCOPES")]
    [InlineData(403, """{"message":"not in your plan"}""", FaultKind.ScopeMissing, null)]    // R16
    [InlineData(404, """{"category":"OBJECT_NOT_FOUND","message":"resource not found"}""", FaultKind.UnexpectedAnswer, "OBJECT_NOT_FOUND")]
    [InlineData(404, null, FaultKind.UnexpectedAnswer, "404")]    // an unknown path answers in HTML
    [InlineData(409, """{"category":"CONFLICT","message":"Contact already exists. Existing ID: 171"}""", FaultKind.UnexpectedAnswer, "CONFLICT")]
    [InlineData(414, null, FaultKind.UnexpectedAnswer, "414")]
    [InlineData(423, null, FaultKind.Unavailable, null)]
    [InlineData(429, """{"policyName":"TEN_SECONDLY_ROLLING","message":"limit"}""", FaultKind.Throttled, "TEN_SECONDLY_ROLLING")]
    [InlineData(429, """{"policyName":"SECONDLY","message":"limit"}""", FaultKind.Throttled, "SECONDLY")]
    [InlineData(429, """{"category":"RATE_LIMITS","message":"limit"}""", FaultKind.Throttled, "")]
    [InlineData(429, null, FaultKind.Throttled, "")]
    [InlineData(429, """{"policyName":"DAILY","message":"limit"}""", FaultKind.QuotaSpent, "DAILY")]
    [InlineData(477, null, FaultKind.Unavailable, null)]    // the account is being moved
    [InlineData(500, null, FaultKind.Unavailable, null)]
    [InlineData(502, null, FaultKind.Unavailable, null)]
    [InlineData(503, null, FaultKind.Unavailable, null)]
    [InlineData(504, null, FaultKind.Unavailable, null)]
    [InlineData(521, null, FaultKind.Unavailable, null)]
    [InlineData(523, null, FaultKind.Unavailable, null)]
    [InlineData(524, null, FaultKind.Unavailable, null)]
    [InlineData(525, null, FaultKind.UnexpectedAnswer, "525")]
    [InlineData(400, "[1]", FaultKind.UnexpectedAnswer, "400")]    // and no shape of body is a crash
    [InlineData(403, "\"no\"", FaultKind.ScopeMissing, null)]
    [InlineData(429, "[]", FaultKind.Throttled, "")]
    public void A_refusal_has_the_answer_it_asks_for(int status, string? body, FaultKind kind, string? code)
    {
        SyncException fault = Fault(Read, status, body);

        Assert.Equal((kind, code), (fault.Kind, fault.ApiCode));
        Assert.DoesNotContain(Token, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_scope_is_named()    // R16
        => Assert.Contains("sales-email-read", Fault(Read, 403, """
            {"category":"MISSING_SCOPES","errors":[{"context":{"requiredGranularScopes":["crm.objects.contacts.read","sales-email-read"]}}]}
            """).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(477, "30", 30.0)]
    [InlineData(477, "86400", null)]    // a day is not waited for
    [InlineData(503, null, null)]
    [InlineData(429, null, 1.0)]
    [InlineData(429, "7", 7.0)]
    [InlineData(429, "soon", 1.0)]
    [InlineData(429, "-5", 1.0)]
    public void A_wait_is_what_the_server_asks_for_within_reason(int status, string? header, double? seconds)
        => Assert.Equal(seconds, Fault(Read, status, null, header).RetryAfter?.TotalSeconds);

    [Fact]
    public async Task Searches_keep_a_pace_of_their_own_below_five_a_second()
    {
        ManualClock clock = new();
        HubSpotDialect dialect = new(Token, clock);
        await dialect.WaitForTurnAsync(Search, CancellationToken.None);

        Task second = dialect.WaitForTurnAsync(Search, CancellationToken.None);
        await dialect.WaitForTurnAsync(Read, CancellationToken.None);    // a plain read goes past

        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.25));
        await second;
    }

    [Theory]
    [InlineData(null, 100)]    // the lowest documented burst
    [InlineData("190", 190)]
    [InlineData("0", 100)]
    [InlineData("many", 100)]
    public async Task The_burst_is_what_the_account_announces(string? max, int fits)
    {
        ManualClock clock = new();
        HubSpotDialect dialect = new(Token, clock);
        await dialect.WaitForTurnAsync(Read, CancellationToken.None);
        dialect.Learn(Read, new ApiAnswer(HttpStatusCode.OK, null, name => name == "X-HubSpot-RateLimit-Max" ? max : null), new CallMeter("hubspot"));
        for (int request = 1; request < fits; request++)
        {
            Assert.True(dialect.WaitForTurnAsync(Read, CancellationToken.None).IsCompletedSuccessfully);
        }

        Assert.False(dialect.WaitForTurnAsync(Read, CancellationToken.None).IsCompleted);
    }

    [Theory]
    [InlineData("1712345678901", "2024-04-05T19:34:38.901Z")]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z")]
    [InlineData("2026-03-01T12:00:00.1234567Z", "2026-03-01T12:00:00.1234567Z")]
    [InlineData("2026-03-01T12:00:00+02:00", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("-1", "1969-12-31T23:59:59.999Z")]
    [InlineData("99999999999999999", null)]    // out of any calendar
    [InlineData("-99999999999999999", null)]
    [InlineData("soon", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_time_stamp_is_read_in_each_of_HubSpots_forms(string? text, string? instant)
        => Assert.Equal(instant is null ? null : HubSpotSalesforce.Tests.Activities.Sample.At(instant), HubSpotTime.Parse(text));

    [Theory]    // the day's calls come back at the account's midnight, not at ours
    [InlineData("Europe/Warsaw", "2026-03-01 23:00:00Z", 11)]
    [InlineData("America/New_York", "2026-03-02 05:00:00Z", 17)]
    [InlineData("UTC", "2026-03-02 00:00:00Z", 12)]
    [InlineData(null, null, null)]
    public void A_day_that_is_spent_says_when_the_next_one_begins(string? zone, string? at, int? hours)
    {
        ApiAnswer answer = new((HttpStatusCode)429, JObject.Parse("""{"policyName":"DAILY"}"""), _ => null);
        HubSpotDialect dialect = new(Token, new JumpingClock()) { Zone = zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone) };

        SyncException fault = dialect.Fault(Read, answer);

        Assert.Equal((FaultKind.QuotaSpent, hours), (fault.Kind, (int?)fault.RetryAfter?.TotalHours));
        Assert.Contains(at ?? "midnight of the account's time zone. A run", fault.Message, StringComparison.Ordinal);
    }

    private static SyncException Fault(ApiRequest request, int status, string? body, string? retryAfter = null)
    {
        ApiAnswer answer = new((HttpStatusCode)status, body is null ? null : JToken.Parse(body), name => name == "Retry-After" ? retryAfter : null);
        return new HubSpotDialect(Token, new JumpingClock()).Fault(request, answer);
    }
}
