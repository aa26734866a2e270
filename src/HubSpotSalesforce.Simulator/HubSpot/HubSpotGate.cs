using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>What every call passes: counting, token, limits; and what every answer gets: headers and HubSpot's error body.</summary>
internal sealed class HubSpotGate(HubSpotPortal portal, CallCounters calls)
{
    private const int MaxAddressChars = 16 * 1024;    // 15,000 are known to pass; where exactly it ends is not documented
    private const string UnknownPage = "<html>\n<head><title>404 Not Found</title></head>\n<body><h1>HTTP ERROR: 404</h1></body>\n</html>\n";

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private long _answers;

    /// <summary>The limits of the portal's one token.</summary>
    public RateLimits Limits { get; } = new(portal.Options, portal.Clock);

    /// <summary>Answers a call of a known endpoint.</summary>
    /// <param name="http">The call.</param>
    /// <param name="name">The endpoint for the counters: method and path, with placeholders for ids.</param>
    /// <param name="kind">Which limits it counts against.</param>
    /// <param name="handler">What it does; one call at a time.</param>
    public async Task AnswerAsync(HttpContext http, string name, EndpointKind kind, Func<HubSpotCall, HubSpotAnswer> handler)
    {
        calls.Add(name);
        string correlationId = $"00000000-0000-4000-8000-{Interlocked.Increment(ref _answers):x12}";
        HubSpotAnswer answer;
        try
        {
            if (http.Request.Path.Value!.Length + http.Request.QueryString.Value!.Length > MaxAddressChars)
            {
                throw new HubSpotRefusal(414, "VALIDATION_ERROR", "URI Too Long");
            }

            Authenticate(http.Request, kind);
            HubSpotCall call = new(http.Request, await ReadAsync(http), portal.Options.HubSpotScopes);
            answer = Limits.Take(kind, correlationId) ?? Handle(handler, call);
        }
        catch (HubSpotRefusal refusal)
        {
            answer = new HubSpotAnswer(refusal.Status, refusal.ToJson(correlationId));
        }

        Limits.Describe(kind, http.Response.Headers);
        http.Response.Headers["X-HubSpot-Correlation-Id"] = correlationId;
        await WriteAsync(http.Response, answer, http.RequestAborted);
    }

    /// <summary>Answers a path that no endpoint has: a page for people, not JSON.</summary>
    public async Task AnswerUnknownAsync(HttpContext http)
    {
        calls.Add($"{http.Request.Method} (unknown path)");
        http.Response.StatusCode = 404;
        http.Response.ContentType = "text/html;charset=iso-8859-1";
        await http.Response.WriteAsync(UnknownPage, http.RequestAborted);
    }

    private static async Task<string> ReadAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }

    private static async Task WriteAsync(HttpResponse response, HubSpotAnswer answer, CancellationToken cancel)
    {
        response.StatusCode = answer.Status;
        if (answer.Body is { } body)
        {
            byte[] bytes = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body, Unescaped);
            response.ContentType = "application/json;charset=utf-8";
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, cancel);
        }
    }

    private HubSpotAnswer Handle(Func<HubSpotCall, HubSpotAnswer> handler, HubSpotCall call)
    {
        lock (portal.Gate)
        {
            return handler(call);
        }
    }

    private void Authenticate(HttpRequest request, EndpointKind kind)
    {
        if (kind != EndpointKind.Open && request.Headers.Authorization.ToString() != $"Bearer {portal.Options.HubSpotToken}")
        {
            throw HubSpotRefusal.Unauthenticated();
        }
    }
}
