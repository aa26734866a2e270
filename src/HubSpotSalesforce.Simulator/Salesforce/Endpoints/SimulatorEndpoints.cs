using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>The routes under <c>/_sim</c> by which a test does what an administrator or time would.</summary>
internal sealed class SimulatorEndpoints
{
    private static readonly string[] RefusalParts = ["type", "field", "value", "code", "message"];

    private readonly SalesforceOrg _org;
    private readonly OAuthEndpoints _oauth;

    /// <summary>Creates the routes.</summary>
    public SimulatorEndpoints(SalesforceOrg org, OAuthEndpoints oauth)
    {
        _org = org;
        _oauth = oauth;
    }

    /// <summary>Adds the routes to an application.</summary>
    public void Map(WebApplication app)
    {
        app.MapPut("/_sim/certificate", CertificateAsync);
        app.MapPost("/_sim/expire-tokens", _org.ExpireTokens);
        app.MapPut("/_sim/required-fields", (JsonObject fields) => Require(fields));
        app.MapPut("/_sim/refuse", (JsonObject rule) => Refuse(rule));
        app.MapDelete("/_sim/refuse", _org.RefuseNothing);
        app.MapPut("/_sim/locks", (JsonObject locks) => Hold(locks));
        app.MapPut("/_sim/transactions", (JsonObject times) => Transactions(times));
        app.MapPut("/_sim/sessions", (JsonObject sessions) => Sessions(sessions));
        app.MapPut("/_sim/limits", (JsonObject limits) => Limits(limits));
        app.MapPost("/_sim/merge", (JsonObject pair) => Merge(pair));
        app.MapPut("/_sim/reports", (JsonObject limits) => Reports(limits));
        app.MapPut("/_sim/enhanced-email", (JsonObject email) => Email(email));
        app.MapPost("/_sim/convert-lead", (JsonObject conversion) => Convert(conversion));
    }

    private async Task<IResult> CertificateAsync(HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        try
        {
            _oauth.Register(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
            return Results.NoContent();
        }
        catch (Exception trouble) when (trouble is ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            return Results.BadRequest("The body must be a public key or a certificate in PEM.");
        }
    }

    // {"Task": ["Type"]}: takes the place of what was required before.
    private IResult Require(JsonObject fields)
    {
        _org.RequireNothing();
        foreach ((string type, JsonNode? names) in fields)
        {
            foreach (JsonNode? name in names as JsonArray ?? [])
            {
                _org.Require(type, name?.ToString() ?? "");
            }
        }

        return Results.NoContent();
    }

    // {"writeMs": 30, "lockWaitMs": 10000}
    private IResult Transactions(JsonObject times)
    {
        _org.Concurrency.WriteTime = TimeSpan.FromMilliseconds((double?)times["writeMs"] ?? 0);
        _org.Concurrency.LockWait = TimeSpan.FromMilliseconds((double?)times["lockWaitMs"] ?? 10_000);
        return Results.NoContent();
    }

    // {"minutes": 120}; null for sessions that last for ever
    private IResult Sessions(JsonObject sessions)
    {
        _org.SessionLength = (double?)sessions["minutes"] is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
        return Results.NoContent();
    }

    // {"shown": true, "lagMinutes": 5}
    private IResult Limits(JsonObject limits)
    {
        lock (_org.Gate)
        {
            _org.Discovery.ShowsLimits = (bool?)limits["shown"] ?? true;
            _org.Discovery.LimitsLag = TimeSpan.FromMinutes((double?)limits["lagMinutes"] ?? 0);
            return Results.NoContent();
        }
    }

    // {"masterId", "loserId"}
    private IResult Merge(JsonObject pair)
    {
        try
        {
            _org.People.Merge(pair["masterId"]?.ToString() ?? "", pair["loserId"]?.ToString() ?? "");
            return Results.NoContent();
        }
        catch (InvalidDataException trouble)
        {
            return Results.BadRequest(trouble.Message);
        }
    }

    // {"syncRuns": 500, "asyncRuns": 1200, "archived": false}
    private IResult Reports(JsonObject limits)
    {
        lock (_org.Gate)
        {
            _org.Reports.SyncRuns.Most = (int?)limits["syncRuns"] ?? 500;
            _org.Reports.AsyncRuns.Most = (int?)limits["asyncRuns"] ?? 1_200;
            _org.Reports.ShowsArchived = (bool?)limits["archived"] ?? false;
            return Results.NoContent();
        }
    }

    // {"on": true, "replacesTask": false, "object": true}
    private IResult Email(JsonObject email)
    {
        lock (_org.Gate)
        {
            _org.Writer.Effects.Email.IsOn = (bool?)email["on"] ?? true;
            _org.Writer.Effects.Email.ReplacesTask = (bool?)email["replacesTask"] ?? false;
            _org.Store.Catalogue.Show("EmailMessage", (bool?)email["object"] ?? true);
            return Results.NoContent();
        }
    }

    // {"003...": 2}: the next two writes that need the record fail.
    private IResult Hold(JsonObject locks)
    {
        try
        {
            foreach ((string id, JsonNode? writes) in locks)
            {
                _org.HoldLock(id, (int?)writes ?? 1);
            }

            return Results.NoContent();
        }
        catch (ArgumentException trouble)
        {
            return Results.BadRequest(trouble.Message);
        }
    }

    // {"leadId", "contactId"?, "opportunityId"?, "newOwnerId"?}
    private IResult Convert(JsonObject conversion)
    {
        try
        {
            string contact = _org.ConvertLead(
                conversion["leadId"]?.ToString() ?? "",
                conversion["contactId"]?.ToString(),
                conversion["opportunityId"]?.ToString(),
                conversion["newOwnerId"]?.ToString());
            return Results.Json(new JsonObject { ["contactId"] = contact });
        }
        catch (InvalidOperationException trouble)
        {
            return Results.BadRequest(trouble.Message);
        }
    }

    private IResult Refuse(JsonObject rule)
    {
        string?[] parts = [.. RefusalParts.Select(name => rule[name]?.ToString())];
        if (parts is not [string type, string field, string value, string code, string message])
        {
            return Results.BadRequest("""A refusal is {"type", "field", "value", "code", "message"} and, for one that takes its whole transaction along, "all": true.""");
        }

        _org.Refuse(type, field, value, code, message, (bool?)rule["all"] ?? false);
        return Results.NoContent();
    }
}
