using System.Net;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.Salesforce;

/// <summary>What each of Salesforce's errors asks for: again, skip or stop.</summary>
public sealed class SalesforceFaultTests
{
    private static readonly ApiRequest Request = new(HttpMethod.Get, "/services/data/v67.0/query?q=SELECT");

    [Theory]
    [InlineData(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access", FaultKind.RowLocked)]
    [InlineData(500, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access", FaultKind.RowLocked)]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", FaultKind.QuotaSpent)]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.", FaultKind.Throttled)]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.", FaultKind.Throttled)]
    [InlineData(400, "STORAGE_LIMIT_EXCEEDED", "", FaultKind.QuotaSpent)]
    [InlineData(400, "LIMIT_EXCEEDED", "", FaultKind.QuotaSpent)]
    [InlineData(503, "SERVER_UNAVAILABLE", "", FaultKind.Unavailable)]
    [InlineData(400, "QUERY_TIMEOUT", "", FaultKind.Unavailable)]
    [InlineData(400, "INVALID_QUERY_LOCATOR", "", FaultKind.UnexpectedAnswer)]    // not worth asking again: the query begins anew
    [InlineData(500, "UNKNOWN_EXCEPTION", "", FaultKind.Unavailable)]
    [InlineData(503, "ORG_IN_MAINTENANCE", "", FaultKind.Unavailable)]
    [InlineData(400, "INVALID_FIELD", "No such column 'HubSpot_Activity_Id__c' on entity 'Task'", FaultKind.FieldMissing)]
    [InlineData(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: HubSpot_Activity_Id__c", FaultKind.FieldMissing)]
    [InlineData(400, "INVALID_FIELD", "No such column 'Foo__c' on entity 'Contact'", FaultKind.UnexpectedAnswer)]
    [InlineData(404, "NOT_FOUND", "The requested resource does not exist", FaultKind.UnexpectedAnswer)]
    [InlineData(403, "API_DISABLED_FOR_ORG", "", FaultKind.OrgUnready)]
    [InlineData(403, "API_CURRENTLY_DISABLED", "", FaultKind.OrgUnready)]
    [InlineData(400, "MALFORMED_QUERY", "", FaultKind.OrgUnready)]
    [InlineData(401, "INVALID_SESSION_ID", "Session expired or invalid", FaultKind.Unauthorized)]
    [InlineData(405, "METHOD_NOT_ALLOWED", "", FaultKind.UnexpectedAnswer)]
    public void A_refused_request_has_the_answer_its_code_asks_for(int status, string code, string message, FaultKind kind)
    {
        SyncException fault = Fault(status, new JArray(new JObject { ["message"] = message, ["errorCode"] = code }));

        Assert.Equal((kind, code), (fault.Kind, fault.ApiCode));
    }

    [Theory]    // an edge answers in HTML, or not at all
    [InlineData(406, FaultKind.Unavailable)]
    [InlineData(420, FaultKind.Unavailable)]
    [InlineData(429, FaultKind.Unavailable)]
    [InlineData(500, FaultKind.Unavailable)]
    [InlineData(502, FaultKind.Unavailable)]
    [InlineData(503, FaultKind.Unavailable)]
    [InlineData(401, FaultKind.Unauthorized)]
    [InlineData(404, FaultKind.UnexpectedAnswer)]
    [InlineData(414, FaultKind.UnexpectedAnswer)]
    [InlineData(302, FaultKind.UnexpectedAnswer)]
    public void An_answer_without_a_body_is_judged_by_its_status(int status, FaultKind kind) => Assert.Equal(kind, Fault(status, null).Kind);

    [Theory]
    [InlineData("invalid_grant", "user hasn't approved this consumer", FaultKind.Unauthorized)]
    [InlineData("invalid_client_id", "client identifier invalid", FaultKind.Unauthorized)]
    public void A_refused_login_names_what_to_check(string error, string description, FaultKind kind)
    {
        SyncException fault = Fault(400, new JObject { ["error"] = error, ["error_description"] = description });

        Assert.Equal((kind, error), (fault.Kind, fault.ApiCode));
        Assert.Contains(description, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNABLE_TO_LOCK_ROW", FaultKind.RowLocked)]    // again
    [InlineData("ALL_OR_NONE_OPERATION_ROLLED_BACK", FaultKind.Unavailable)]
    [InlineData("PROCESSING_HALTED", FaultKind.Unavailable)]
    [InlineData("STORAGE_LIMIT_EXCEEDED", FaultKind.QuotaSpent)]    // stop
    [InlineData("FIELD_CUSTOM_VALIDATION_EXCEPTION", FaultKind.RecordRejected)]    // skip
    [InlineData("REQUIRED_FIELD_MISSING", FaultKind.RecordRejected)]
    [InlineData("STRING_TOO_LONG", FaultKind.RecordRejected)]
    [InlineData("INACTIVE_OWNER_OR_USER", FaultKind.RecordRejected)]
    [InlineData("INVALID_CROSS_REFERENCE_KEY", FaultKind.RecordRejected)]
    [InlineData("CANNOT_UPDATE_CONVERTED_LEAD", FaultKind.RecordRejected)]
    [InlineData("CANNOT_EXECUTE_FLOW_TRIGGER", FaultKind.RecordRejected)]
    [InlineData("ENTITY_IS_DELETED", FaultKind.RecordRejected)]
    [InlineData("A_CODE_OF_NEXT_YEAR", FaultKind.RecordRejected)]
    public void A_refused_row_concerns_itself_alone_unless_its_code_says_otherwise(string code, FaultKind kind)
    {
        SyncException fault = SalesforceFault.OfRow(code, "said", "hs-call-1");

        Assert.Equal((kind, code, "hs-call-1"), (fault.Kind, fault.ApiCode, fault.About));
    }

    [Fact]
    public void Every_kind_of_fault_gives_one_answer_and_no_more()
        => Assert.All(Enum.GetValues<FaultKind>(), kind =>
        {
            SyncException fault = new(kind, "", "");
            Assert.False(fault.IsTransient && fault.IsAboutOneRecord);
        });

    [Theory]
    [InlineData("api-usage=18/115000", 115000, 114982)]
    [InlineData("api-usage=18/115000; per-app-api-usage=17/250(appName=my-app)", 115000, 114982)]
    [InlineData("per-app-api-usage=17/250(appName=my-app); api-usage=18/115000", 115000, 114982)]    // the day's, wherever it stands
    [InlineData("api-usage=120000/115000", 115000, 0)]
    [InlineData("per-app-api-usage=17/250(appName=my-app)", null, null)]
    [InlineData("nonsense", null, null)]
    [InlineData(null, null, null)]
    public void The_days_calls_are_read_from_the_header(string? header, int? allowed, int? left)
    {
        CallMeter meter = new("salesforce");
        long? told = null;
        meter.Share = day => { told = day; return day; };

        Dialect().Learn(Request, new ApiAnswer(HttpStatusCode.OK, null, name => name == "Sforce-Limit-Info" ? header : null), meter);
        meter.Take();

        Assert.Equal((allowed, left), (told, meter.LeftToday));
    }

    private static SyncException Fault(int status, JToken? body)
    {
        ApiAnswer answer = new((HttpStatusCode)status, body, _ => null);
        return Dialect().Fault(Request, answer);
    }

    private static SalesforceDialect Dialect() => new(_ => Task.FromResult("token"), (_, _) => Task.FromResult(true), () => { });
}
