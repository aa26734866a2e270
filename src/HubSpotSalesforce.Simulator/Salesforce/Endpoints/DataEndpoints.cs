using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Faults;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>Everything under <c>/services/data</c>: who asks, may they, what do they ask, what is the answer.</summary>
internal sealed class DataEndpoints
{
    // [RESTDoc-Errors], Status Codes and Error Responses, read 2026-11-21.
    private const int LongestAddress = 16_384;

    // [Limits-Bulk], upload per job, read 2026-11-21.
    private const long LargestBody = 150_000_000;

    private static readonly JsonSerializerOptions Output = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Input = new() { AllowDuplicateProperties = false };

    private readonly SalesforceOrg _org;
    private readonly RecordStore _store;
    private readonly TokenBook _tokens;
    private readonly DailyAllowance _allowance;
    private readonly ApiRoutes _routes;
    private readonly CallCounters _calls;
    private readonly Concurrency _concurrency;

    /// <summary>Creates the endpoints over all resources.</summary>
    public DataEndpoints(
        SalesforceOrg org, RecordStore store, TokenBook tokens, DailyAllowance allowance, ApiRoutes routes, CallCounters calls, Concurrency concurrency)
    {
        _org = org;
        _store = store;
        _tokens = tokens;
        _allowance = allowance;
        _routes = routes;
        _calls = calls;
        _concurrency = concurrency;
    }

    /// <summary>Adds the endpoints to an application.</summary>
    public void Map(WebApplication app) => app.Map("/services/data/{**rest}", HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        // The path as it was sent: the host would have decoded it as a whole.
        string address = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        ApiAnswer answer;
        try
        {
            answer = Encoding.UTF8.GetByteCount(address) > LongestAddress ? new ApiAnswer(StatusCodes.Status414UriTooLong)
                : HeaderBytes(context.Request) > LongestAddress ? new ApiAnswer(StatusCodes.Status431RequestHeaderFieldsTooLarge)
                : await AnswerAsync(context, address);
        }
        catch (ApiFault fault)
        {
            answer = ApiAnswer.Error(fault.Status, fault.Code, fault.Message, fault.Fields);
        }

        await WriteAsync(context, answer);
    }

    private static long HeaderBytes(HttpRequest request) => request.Headers.Sum(header => (long)header.Key.Length + header.Value.ToString().Length);

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, string address)
    {
        string method = context.Request.Method;
        if (address.Split('?')[0].TrimEnd('/') == "/services/data")
        {
            _calls.Add("GET /services/data");
            return ApiAnswer.Ok(ApiVersions.List());
        }

        (int version, string[] path, Dictionary<string, string> query) = ApiAddress.Parse(address);
        _calls.Add(_routes.NameOf(method, path, name => _store.Catalogue.TryGet(name, out ObjectType? type) ? type.Name : null));
        if (BearerToken.Of(context.Request) is not { } token || _tokens.UserOf(token) is not { } userId)
        {
            throw new ApiFault(401, "INVALID_SESSION_ID", "Session expired or invalid");
        }

        bool allowed = _allowance.Take();
        context.Response.Headers["Sforce-Limit-Info"] = $"api-usage={_allowance.Used}/{_allowance.Most}";
        if (!allowed)
        {
            throw new ApiFault(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }

        _concurrency.Begin(context);
        byte[] bytes = await BytesAsync(context, context.RequestAborted);
        bool file = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType == "text/csv";
        JsonNode? body = file ? null : Json(bytes, context.Request);
        return await _concurrency.AnswerAsync(() =>
        {
            ApiRequest request = new(method, version, path, query, context.Request.Headers, body, new UserView(_store, userId))
            {
                Text = file ? Encoding.UTF8.GetString(bytes) : null,
            };
            _org.Writer.Locks.RowsHeld = CallFaults.LockedRows(context);
            return _routes.Answer(request, _store.Unit);
        }, context.RequestAborted);
    }

    private static async Task<byte[]> BytesAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        using MemoryStream bytes = new();
        bool packed = context.Request.Headers.ContentEncoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase);
        await using Stream body = packed ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        await body.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static JsonNode? Json(byte[] bytes, HttpRequest request)
    {
        if (bytes.Length == 0)
        {
            return null;
        }

        if (!request.HasJsonContentType())
        {
            throw new ApiFault(415, "UNSUPPORTED_MEDIA_TYPE", $"content type not supported: {request.ContentType}");
        }

        try
        {
            return JsonNode.Parse(bytes, documentOptions: Input);
        }
        catch (JsonException trouble)
        {
            throw new ApiFault(400, "JSON_PARSER_ERROR", $"Unexpected character at [line:{trouble.LineNumber + 1}, column:{trouble.BytePositionInLine + 1}]");
        }
    }

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Location is not null)
        {
            context.Response.Headers.Location = answer.Location;
        }

        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        byte[]? bytes = answer.Csv is { } csv ? Encoding.UTF8.GetBytes(csv)
            : answer.Body is { } body ? JsonSerializer.SerializeToUtf8Bytes(body, Output) : null;
        if (bytes is not null)
        {
            context.Response.ContentType = answer.Csv is null ? "application/json;charset=UTF-8" : "text/csv";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
