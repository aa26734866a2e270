using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator;

/// <summary>What happens to API calls of one side on their way: latency, and the faults of the plan. <c>/_sim</c> is spared.</summary>
internal sealed class CallFaults(string host, FaultPlan plan, TimeSpan latency, TimeProvider time, CallCounters calls)
{
    /// <summary>Passes a call on, late, or lets it fail.</summary>
    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments(ControlEndpoints.Root))
        {
            await next(http);
            return;
        }

        FaultRule? rule = plan.Take(host, $"{http.Request.Method} {http.Request.Path}");
        TimeSpan delay = latency + TimeSpan.FromMilliseconds(rule?.DelayMs ?? 0);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, http.RequestAborted);
        }

        switch (rule)
        {
            case { Drop: "before" }:
                calls.Add($"{http.Request.Method} (fault)");
                http.Abort();
                break;
            case { Drop: "after" }:
                http.Response.Body = Stream.Null;    // what was done stays done, and nobody hears of it
                await next(http);
                http.Abort();
                break;
            case { Status: { } status }:
                calls.Add($"{http.Request.Method} (fault)");
                await AnswerAsync(http, rule, status);
                break;
            default:
                await next(http);
                break;
        }
    }

    private static async Task AnswerAsync(HttpContext http, FaultRule rule, int status)
    {
        string body = rule.Body switch
        {
            null => "",
            JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
            { } json => json.ToJsonString(),
        };
        http.Response.StatusCode = status;
        http.Response.ContentType = body.StartsWith('<') ? "text/html;charset=utf-8" : "application/json;charset=utf-8";
        foreach ((string name, string value) in rule.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.WriteAsync(body, http.RequestAborted);
    }
}
