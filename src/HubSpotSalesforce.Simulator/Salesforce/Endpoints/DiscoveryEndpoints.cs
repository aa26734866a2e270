using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>What there is: resources, object types, fields, limits.</summary>
internal sealed class DiscoveryEndpoints
{
    private readonly Catalogue _catalogue;
    private readonly CustomFields _customFields;
    private readonly DailyAllowance _allowance;
    private readonly SaveRules _rules;
    private readonly TimeProvider _clock;
    private DateTimeOffset _seenAt;
    private int _seenLeft;

    /// <summary>Creates the endpoints.</summary>
    public DiscoveryEndpoints(Catalogue catalogue, CustomFields customFields, DailyAllowance allowance, SaveRules rules, TimeProvider clock)
    {
        _catalogue = catalogue;
        _customFields = customFields;
        _allowance = allowance;
        _rules = rules;
        _clock = clock;
    }

    /// <summary>Whether the integration user may see limits: that needs the right View Setup and Configuration.</summary>
    /// <remarks>[RESTDoc-Limits], read 2026-11-21; the code of the refusal is not documented.</remarks>
    public bool ShowsLimits { get; set; } = true;

    /// <summary>How old the numbers of limits may be; nothing unless set, and up to five minutes in a real org.</summary>
    public TimeSpan LimitsLag { get; set; }

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("GET", "/", request => ApiAnswer.Ok(Resources(request.Root)));
        routes.Add("GET", "/limits", _ => ShowsLimits ? ApiAnswer.Ok(Limits())
            : throw new ApiFault(403, "INSUFFICIENT_ACCESS", "The user has no permission to view setup and configuration."));
        routes.Add("GET", "/sobjects", Types);
        routes.Add("GET", "/sobjects/{type}/describe", Describe);
    }

    private static JsonObject Resources(string root) => new()
    {
        ["composite"] = $"{root}/composite",
        ["identity"] = null,
        ["jobs"] = $"{root}/jobs",
        ["limits"] = $"{root}/limits",
        ["query"] = $"{root}/query",
        ["queryAll"] = $"{root}/queryAll",
        ["sobjects"] = $"{root}/sobjects",
        ["tooling"] = $"{root}/tooling",
    };

    // [RESTDoc-Limits], read 2026-11-21: keys to watch.
    private JsonObject Limits() => new()
    {
        ["DailyApiRequests"] = Limit(_allowance.Most, SeenLeft()),
        ["DailyBulkApiBatches"] = Limit(15_000, 15_000),
        ["DailyBulkV2QueryFileStorageMB"] = Limit(976_562, 976_562),
        ["DailyBulkV2QueryJobs"] = Limit(10_000, 10_000),
        ["HourlySyncReportRuns"] = Limit(500, 500),
        ["HourlyAsyncReportRuns"] = Limit(1_200, 1_200),
        ["ConcurrentSyncReportRuns"] = Limit(20, 20),
        ["ConcurrentAsyncGetReportInstances"] = Limit(200, 200),
    };

    private int SeenLeft()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        if (now - _seenAt >= LimitsLag)
        {
            (_seenAt, _seenLeft) = (now, _allowance.Left);
        }

        return _seenLeft;
    }

    private static JsonObject Limit(int most, int left) => new() { ["Max"] = most, ["Remaining"] = left };

    private ApiAnswer Types(ApiRequest request) => ApiAnswer.Ok(new JsonObject
    {
        ["encoding"] = "UTF-8",
        ["maxBatchSize"] = 200,
        ["sobjects"] = new JsonArray([.. _catalogue.Types.Where(type => !type.Tooling).Select(type => ObjectDescription.Brief(type, request.Root))]),
    });

    private ApiAnswer Describe(ApiRequest request)
    {
        ObjectType type = RequestedType.Of(request, _catalogue);
        bool unchanged = DateTimeOffset.TryParse(request.Headers.IfModifiedSince, CultureInfo.InvariantCulture, out DateTimeOffset since)
            && since >= _customFields.Changed;
        return unchanged ? new ApiAnswer(304) : ApiAnswer.Ok(ObjectDescription.Full(type, request.User, request.Root, _rules.IsRequired));
    }
}
