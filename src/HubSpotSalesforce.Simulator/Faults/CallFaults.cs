using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Faults;

/// <summary>What happens to API calls of one side on their way: latency, and the faults of the plan. <c>/_sim</c> is spared.</summary>
internal sealed class CallFaults(string host, FaultPlan plan, SimulatorOptions options, TimeProvider clock, CallCounters calls)
{
    private readonly PageMemory _pages = new();

    /// <summary>How many of the records that a call writes meet a lock.</summary>
    public static int LockedRows(HttpContext http) => http.Items.TryGetValue(typeof(FaultEffect), out object? rows) ? (int)rows! : 0;

    /// <summary>Passes a call on, late, or lets it fail.</summary>
    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (http.Request.Path.StartsWithSegments(ControlEndpoints.Root))
        {
            await next(http);
            return;
        }

        FaultStrike strike = plan.Take(host, $"{http.Request.Method} {http.Request.Path}", plan.ReadsBodies ? await BodyAsync(http) : "");
        TimeSpan delay = options.Latency + TimeSpan.FromMilliseconds(strike.Rule?.DelayMs ?? 0);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, options.Time, http.RequestAborted);
        }

        await StrikeAsync(http, next, strike);
    }

    private async Task StrikeAsync(HttpContext http, RequestDelegate next, FaultStrike strike)
    {
        switch (strike.Rule)
        {
            case { Drop: "before" }:
                calls.Add($"{http.Request.Method} (fault)");
                http.Abort();
                break;
            case { Drop: "after" }:
                await KeptBackAsync(http, next);    // what was done stays done, and nobody hears of it
                http.Abort();
                break;
            case { Hang: "before" }:
                await (await ClientWaitsAsync(http, strike.Ended) ? next(http) : Task.CompletedTask);
                break;
            case { Hang: "after" }:
                byte[] late = await KeptBackAsync(http, next);
                await (await ClientWaitsAsync(http, strike.Ended) ? SendAsync(http, late) : Task.CompletedTask);
                break;
            case { Status: not null } or { Answer: not null }:
                calls.Add($"{http.Request.Method} (fault)");
                await AnswerAsync(http, strike.Rule);
                break;
            case { Twice: true }:
                await TwiceAsync(http, next);
                break;
            case { LockRows: > 0 }:
                http.Items[typeof(FaultEffect)] = strike.Rule.LockRows;
                await next(http);
                break;
            default:
                await (strike.KeepsPage || strike.Rule?.ChangesAnswer == true ? ChangeAsync(http, next, strike.Rule) : next(http));
                break;
        }
    }

    private async Task ChangeAsync(HttpContext http, RequestDelegate next, FaultRule? rule)
    {
        string key = PageMemory.KeyOf(http, await BodyAsync(http));
        byte[] body = await KeptBackAsync(http, next);
        if (http.Response.StatusCode < 300 && AnswerChange.Read(body) is { } answer)
        {
            JsonObject? whole = answer.DeepClone() as JsonObject;
            body = rule is null ? body : AnswerChange.Apply(rule, answer, _pages.Before(key)) ?? body;
            if (whole is not null)
            {
                _pages.Keep(key, whole);
            }
        }

        await SendAsync(http, body, rule?.Truncate);
    }

    private static async Task<string> BodyAsync(HttpContext http)
    {
        http.Request.EnableBuffering();
        using StreamReader reader = new(http.Request.Body, Encoding.UTF8, leaveOpen: true);
        string body = await reader.ReadToEndAsync(http.RequestAborted);
        http.Request.Body.Position = 0;
        return body;
    }

    // Whoever reads a body closes it, so each delivery has one of its own.
    private static async Task TwiceAsync(HttpContext http, RequestDelegate next)
    {
        using MemoryStream sent = new();
        await http.Request.Body.CopyToAsync(sent, http.RequestAborted);
        http.Request.Body = new MemoryStream(sent.ToArray());
        await KeptBackAsync(http, next);
        http.Response.Clear();
        http.Request.Body = new MemoryStream(sent.ToArray());
        await next(http);
    }

    // Until the rules are replaced, and then true, or until the client goes.
    private static async Task<bool> ClientWaitsAsync(HttpContext http, Task ended)
    {
        try
        {
            await ended.WaitAsync(http.RequestAborted);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<byte[]> KeptBackAsync(HttpContext http, RequestDelegate next)
    {
        Stream wire = http.Response.Body;
        using MemoryStream kept = new();
        http.Response.Body = kept;
        await next(http);
        http.Response.Body = wire;
        return kept.ToArray();
    }

    private static async Task SendAsync(HttpContext http, byte[] body, string? truncate = null)
    {
        int length = truncate is null ? body.Length : body.Length / 2;
        if (body.Length > 0)
        {
            // Fewer bytes than were told make the server send those and close the connection; Abort would throw them away.
            http.Response.ContentLength = truncate == "connection" ? body.Length : length;
            await http.Response.Body.WriteAsync(body.AsMemory(0, length), http.RequestAborted);
        }
    }

    private async Task AnswerAsync(HttpContext http, FaultRule rule)
    {
        KnownAnswer answer = rule.Answer is { } name ? KnownAnswer.Of(host, name) : new KnownAnswer(rule.Status!.Value, Text(rule.Body));
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.Body.StartsWith('<') ? "text/html;charset=utf-8" : "application/json;charset=utf-8";
        if (answer.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = wait;
        }

        foreach ((string header, string value) in rule.Headers)
        {
            http.Response.Headers[header] = value;
        }

        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static string Text(JsonNode? body) => body switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        { } json => json.ToJsonString(),
    };
}
