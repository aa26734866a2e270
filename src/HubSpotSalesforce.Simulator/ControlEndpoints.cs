using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Simulator;

/// <summary><c>/_sim</c>, the same on both sides but for a clock's skew: how tests look behind the APIs and arrange what they find there.</summary>
internal sealed class ControlEndpoints(SimulatorHost host, SimulatorClock side)
{
    /// <summary>Where they live.</summary>
    public const string Root = "/_sim";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Adds the endpoints to the application of one side.</summary>
    public void Map(WebApplication app)
    {
        Map(app, "GET", "/log", _ => JsonSerializer.SerializeToNode(host.Log.Snapshot(), Json));
        Map(app, "GET", "/calls", _ => Calls());
        Map(app, "DELETE", "/calls", _ => ResetCalls());
        Map(app, "GET", "/clock", _ => Clock());
        Map(app, "PUT", "/clock", SetClock);
        Map(app, "GET", "/quota", _ => Quota());
        Map(app, "PUT", "/quota", SetQuota);
        Map(app, "GET", "/faults", _ => Faults());
        Map(app, "PUT", "/faults", SetFaults);
        Map(app, "DELETE", "/faults", _ => SetFaults(new JsonArray()));
        Map(app, "POST", "/native-connector/run", _ => JsonSerializer.SerializeToNode(host.RunNativeConnector(), Json));
        Map(app, "PUT", "/automation", Automate);
        Map(app, "PUT", "/validation-rules", SetValidationRules);
        MapRecords(app, new RecordControl(host));
    }

    private static void MapRecords(WebApplication app, RecordControl records)
    {
        app.MapMethods($"{Root}/records/{{type}}", ["GET"], http => AnswerAsync(http, _ => records.List(Route(http, "type"))));
        app.MapMethods($"{Root}/records/{{type}}", ["PUT"], http => AnswerAsync(
            http, body => records.Edit(Route(http, "type"), body, http.Request.Query["keepModified"] == "true")));
        app.MapMethods($"{Root}/records/{{type}}/{{id}}", ["DELETE"], http => AnswerAsync(
            http, _ => records.Delete(Route(http, "type"), Route(http, "id"), http.Request.Query["forGood"] == "true")));
        app.MapMethods($"{Root}/records/{{type}}/{{id}}/undelete", ["POST"], http => AnswerAsync(
            http, _ => records.Undelete(Route(http, "type"), Route(http, "id"))));
    }

    private static void Map(WebApplication app, string method, string path, Func<JsonNode?, JsonNode?> handler)
        => app.MapMethods(Root + path, [method], http => AnswerAsync(http, handler));

    private static string Route(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    private static async Task AnswerAsync(HttpContext http, Func<JsonNode?, JsonNode?> handler)
    {
        JsonNode? answer;
        try
        {
            bool hasBody = http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0;
            answer = handler(hasBody ? await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) : null);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            http.Response.StatusCode = 400;
            answer = new JsonObject { ["error"] = fault.Message };
        }

        http.Response.ContentType = "application/json;charset=utf-8";
        await http.Response.WriteAsync(answer?.ToJsonString(Json) ?? "null", http.RequestAborted);
    }

    private JsonObject Calls() => new()
    {
        ["hubspot"] = JsonSerializer.SerializeToNode(host.HubSpotCalls.Snapshot(), Json),
        ["salesforce"] = JsonSerializer.SerializeToNode(host.SalesforceCalls.Snapshot(), Json),
    };

    private JsonObject ResetCalls()
    {
        host.HubSpotCalls.Reset();
        host.SalesforceCalls.Reset();
        return Calls();
    }

    private JsonObject Clock()
    {
        JsonObject clock = new() { ["now"] = PortalTime.Format(host.Clock.GetUtcNow()) };
        if (side.Skew != TimeSpan.Zero)
        {
            clock["skew"] = side.Skew.ToString("c", CultureInfo.InvariantCulture);
        }

        return clock;
    }

    private JsonObject SetClock(JsonNode? body)
    {
        (string? now, string? skew) = (body?["now"]?.GetValue<string>(), body?["skew"]?.GetValue<string>());
        if (now is not null || skew is null)
        {
            long instant = PortalTime.Read(now) ?? throw new FormatException($"\"now\" must be an instant, not '{now}'.");
            host.Clock.Set(DateTimeOffset.FromUnixTimeMilliseconds(instant));
        }

        if (skew is not null)
        {
            side.Skew = TimeSpan.TryParseExact(skew, ["c", "g"], CultureInfo.InvariantCulture, out TimeSpan ahead)
                ? ahead : throw new FormatException($"\"skew\" must be hours, minutes and seconds such as -00:05:00, not '{skew}'.");
        }

        return Clock();
    }

    private JsonObject Quota() => new() { ["hubspot"] = host.Portal.CallsLeftToday, ["salesforce"] = host.Org.RequestsLeft };

    // {"hubspot": 0, "salesforce": 5}: the calls that are left today; null gives the usual number back.
    private JsonObject SetQuota(JsonNode? body)
    {
        JsonObject sides = body?.AsObject() ?? throw new FormatException("Calls left for hubspot, salesforce or both were expected.");
        if (sides.Count == 0 || sides.Any(entry => entry.Key is not ("hubspot" or "salesforce") || (int?)entry.Value < 0))
        {
            throw new FormatException("Calls left, 0 or more, for hubspot, salesforce or both were expected.");
        }

        if (sides.TryGetPropertyValue("hubspot", out JsonNode? hubspot))
        {
            host.Portal.LeaveCallsToday((int?)hubspot);
        }

        if (sides.TryGetPropertyValue("salesforce", out JsonNode? salesforce))
        {
            host.Org.LeaveRequests((int?)salesforce);
        }

        return Quota();
    }

    // {"hubspot": [{"type", "set", "append"}], "salesforce": [...]}: takes the place of what was there before; a side left out does nothing.
    private JsonNode? Automate(JsonNode? body)
    {
        JsonObject sides = body?.AsObject() ?? [];
        if (sides.Any(entry => entry.Key is not ("hubspot" or "salesforce")))
        {
            throw new FormatException("Automations of hubspot, salesforce or both were expected.");
        }

        host.Portal.Workflows.Set(sides["hubspot"].Deserialize<FieldTouch[]>(Json) ?? []);
        host.Org.Automate(sides["salesforce"].Deserialize<FieldTouch[]>(Json) ?? []);
        return sides;
    }

    private JsonNode? SetValidationRules(JsonNode? body)
    {
        ValidationRule[] rules = body.Deserialize<ValidationRule[]>(Json) ?? throw new FormatException("A list of rules was expected.");
        host.Portal.ValidationRules = Array.Find(rules, rule => CrmObjectType.Find(rule.Type) is null || rule.Property.Length == 0) is null
            ? rules : throw new FormatException("Each rule needs a type of the HubSpot side and a property.");
        return JsonSerializer.SerializeToNode(rules, Json);
    }

    private JsonArray Faults()
    {
        JsonArray rules = [];
        foreach ((FaultRule rule, int matched, int struck) in host.Faults.Rules)
        {
            JsonObject shown = JsonSerializer.SerializeToNode(rule, Json)!.AsObject();
            shown["matched"] = matched;
            shown["struck"] = struck;
            rules.Add(shown);
        }

        return rules;
    }

    private JsonArray SetFaults(JsonNode? body)
    {
        FaultRule[] rules = body.Deserialize<FaultRule[]>(Json) ?? throw new FormatException("A list of rules was expected.");
        if (rules.Select(rule => rule.Fault()).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw new FormatException(fault);
        }

        host.Faults.Set(rules);
        return Faults();
    }
}
