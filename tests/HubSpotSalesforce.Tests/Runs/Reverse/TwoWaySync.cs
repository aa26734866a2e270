using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>A portal and an org with one linked contact, and settings under which things flow both ways.</summary>
internal static class TwoWaySync
{
    public const string Contact = "101";

    /// <summary>All four families and HubSpot's tasks, switched on long ago.</summary>
    public static string Settings(string families = "tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }\n  emails: { sync: true, enabledAt: 2026-01-01T00:00:00Z }\n  calls: { sync: true, enabledAt: 2026-01-01T00:00:00Z }\n  meetings: { sync: true, enabledAt: 2026-01-01T00:00:00Z }", string more = "") =>
        $$"""
        nativeConnector: off
        timeline: { enabledAt: 2020-01-01T00:00:00Z, notBefore: 2020-01-01T00:00:00Z, kinds: { taskCreated: { sync: true } } }
        salesforceToHubSpot:
          {{families}}
        {{more}}
        """;

    public static async Task<SimulatedSync> StartAsync(string? settings = null, SimulatorOptions? options = null)
    {
        SimulatedSync sync = await LinkPortal.StartAsync(settings ?? Settings(), options);
        sync.PutPerson(LinkPortal.Lee, "lee@example.com");
        sync.PutContact(101, "lee@example.com", more: ("salesforcecontactid", LinkPortal.Lee));
        await sync.PreparePortalAsync();
        return sync;
    }

    /// <summary>Makes our properties in the portal.</summary>
    public static async Task PreparePortalAsync(this SimulatedSync sync)
    {
        using Preparation preparation = await Preparation.OfPortalAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        foreach (SetupStep step in await preparation.PlanAsync(CancellationToken.None))
        {
            await preparation.ApplyAsync(step, CancellationToken.None);
        }
    }

    /// <summary>Runs from Salesforce to HubSpot.</summary>
    public static async Task<RunResult> RunBackAsync(this SimulatedSync sync, RunRequest? request = null, List<SyncOutcome>? outcomes = null, List<PlanLine>? lines = null, Action<string>? warned = null)
    {
        await using RecordRun run = await RecordRun.OpenAsync(request ?? new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);
        run.Warned += warned;
        return await run.ExecuteAsync(lines is null ? null : lines.Add, outcomes is null ? null : outcomes.Add, CancellationToken.None);
    }

    /// <summary>Runs both ways in one lease.</summary>
    public static async Task<RunResult[]> RunBothAsync(this SimulatedSync sync, List<SyncOutcome>? outcomes = null)
    {
        await using BothWays both = await BothWays.OpenAsync(new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);
        return await both.ExecuteAsync(null, outcomes is null ? null : outcomes.Add, CancellationToken.None);
    }

    /// <summary>Puts a task into Salesforce that somebody made an hour ago.</summary>
    public static void MakeTask(this SimulatedSync sync, string id, string subject, string subtype, string? who = LinkPortal.Lee, params (string Name, JsonNode? Value)[] more) => sync.Simulator.Org.Insert("Task", Stamped(sync, new JsonObject
    {
        ["Id"] = id,
        ["Subject"] = subject,
        ["TaskSubtype"] = subtype,
        ["Status"] = "Not Started",
        ["Priority"] = "Normal",
        ["WhoId"] = who,
        ["ActivityDate"] = "2026-11-20",
        ["Description"] = "First line\nsecond line",
    }, more));

    /// <summary>Puts an event into Salesforce that somebody made an hour ago.</summary>
    public static void MakeEvent(this SimulatedSync sync, string id, string subject, string who = LinkPortal.Lee, params (string Name, JsonNode? Value)[] more) => sync.Simulator.Org.Insert("Event", Stamped(sync, new JsonObject
    {
        ["Id"] = id,
        ["Subject"] = subject,
        ["WhoId"] = who,
        ["StartDateTime"] = "2026-11-25T09:00:00.000+0000",
        ["EndDateTime"] = "2026-11-25T10:00:00.000+0000",
        ["ActivityDateTime"] = "2026-11-25T09:00:00.000+0000",
        ["DurationInMinutes"] = 60,
    }, more));

    /// <summary>Changes a record of Salesforce as a person does.</summary>
    public static Task EditAsync(this SimulatedSync sync, string type, string id, params (string Name, string? Value)[] fields)
    {
        JsonObject body = new() { ["Id"] = id };
        foreach ((string name, string? value) in fields)
        {
            body[name] = value;
        }

        return sync.PutSalesforceAsync($"records/{type}", body);
    }

    /// <summary>Changes a record of HubSpot as a person does.</summary>
    public static Task EditHubSpotAsync(this SimulatedSync sync, string type, string id, params (string Name, string? Value)[] properties)
    {
        JsonObject values = [];
        foreach ((string name, string? value) in properties)
        {
            values[name] = value;
        }

        return sync.PutHubSpotAsync(type, new JsonObject { ["id"] = id, ["properties"] = values });
    }

    /// <summary>Associates a record of HubSpot with another as a person does; the date of its last change stays.</summary>
    public static Task AssociateAsync(this SimulatedSync sync, string type, string id, string beside)
        => SendHubSpotAsync(HttpMethod.Put, sync, $"crm/objects/2026-09/{type}/{id}/associations/default/{beside}");

    /// <summary>Ends an association in HubSpot as a person does.</summary>
    public static Task DissociateAsync(this SimulatedSync sync, string type, string id, string beside)
        => SendHubSpotAsync(HttpMethod.Delete, sync, $"crm/objects/2026-09/{type}/{id}/associations/{beside}");

    /// <summary>Moves an activity of HubSpot from one record to another.</summary>
    public static async Task MoveAsync(this SimulatedSync sync, string type, string id, string from, string to)
    {
        await sync.AssociateAsync(type, id, to);
        await sync.DissociateAsync(type, id, from);
    }

    /// <summary>Merges two contacts of HubSpot, which makes a third.</summary>
    public static Task MergeContactsAsync(this SimulatedSync sync, string primary, string other)
        => SendHubSpotAsync(HttpMethod.Post, sync, "crm/objects/2026-09/contacts/merge", new JsonObject { ["primaryObjectId"] = primary, ["objectIdToMerge"] = other });

    /// <summary>Makes a text property in the portal.</summary>
    public static Task DefinePropertyAsync(this SimulatedSync sync, string type, string name, string group) => SendHubSpotAsync(
        HttpMethod.Post, sync, $"crm/properties/2026-09/{type}", new JsonObject { ["name"] = name, ["label"] = name, ["type"] = "string", ["fieldType"] = "text", ["groupName"] = group });

    /// <summary>What an activity of HubSpot hangs on, as <c>type/id</c>, in order.</summary>
    public static string Beside(this SimulatedSync sync, string type, string id) => string.Join(',', sync.HubSpotRecord(type, id)["associations"]!.AsObject()
        .SelectMany(ofType => ofType.Value!.AsArray().Select(other => $"{ofType.Key}/{other}")).Order(StringComparer.Ordinal));

    /// <summary>Deletes a record of Salesforce as a person does.</summary>
    public static Task DeleteRecordAsync(this SimulatedSync sync, string type, string id, bool isForGood = false)
        => SendAsync(HttpMethod.Delete, sync, $"records/{type}/{id}{(isForGood ? "?forGood=true" : "")}");

    /// <summary>Brings a deleted record of Salesforce back as a person does.</summary>
    public static Task UndeleteRecordAsync(this SimulatedSync sync, string type, string id) => SendAsync(HttpMethod.Post, sync, $"records/{type}/{id}/undelete");

    /// <summary>Converts a lead as a person does.</summary>
    public static Task ConvertLeadAsync(this SimulatedSync sync, string leadId) => SendAsync(HttpMethod.Post, sync, "convert-lead", new JsonObject { ["leadId"] = leadId });

    /// <summary>Lets time pass.</summary>
    public static void Later(this SimulatedSync sync, TimeSpan time) => sync.Simulator.Clock.Set(sync.Simulator.Clock.GetUtcNow() + time);

    /// <summary>Lets time pass, and then runs both ways.</summary>
    public static Task<RunResult[]> RunAfterAsync(this SimulatedSync sync, TimeSpan time)
    {
        sync.Later(time);
        return sync.RunBothAsync();
    }

    /// <summary>Checks that two further runs both ways write nothing.</summary>
    public static async Task AssertQuietAsync(this SimulatedSync sync)
    {
        int writes = sync.Writes();
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(30));
        Assert.True(writes == sync.Writes(), $"Quiet runs wrote {sync.Writes() - writes} times: {string.Join(", ", sync.Simulator.Log.Snapshot().Skip(writes).Take(5).Select(entry => $"{entry.System} {entry.Action} {entry.Type} {entry.Fields?.ToJsonString()}"))}");
    }

    /// <summary>A record of Salesforce as it stands.</summary>
    public static JsonObject Record(this SimulatedSync sync, string type, string id) => sync.Simulator.Org.Records(type).Single(record => record["Id"]!.GetValue<string>() == id);

    /// <summary>A record of HubSpot as it stands.</summary>
    public static JsonObject HubSpotRecord(this SimulatedSync sync, string type, string id) => sync.Simulator.Portal.Records(type).Single(record => record["id"]!.GetValue<string>() == id);

    /// <summary>The HubSpot records of a type that carry our key, archived ones apart.</summary>
    public static JsonObject[] Made(this SimulatedSync sync, string type)
        => [.. sync.Simulator.Portal.Records(type).Where(record => record["properties"]?[HubSpotField.Key] is { } key && key.GetValue<string>().Length > 0 && record["archived"]?.GetValue<bool>() != true)];

    /// <summary>A property of a HubSpot record.</summary>
    public static string? Property(this JsonObject record, string name) => record["properties"]?[name]?.GetValue<string>();

    /// <summary>The writes so far, on both sides.</summary>
    public static int Writes(this SimulatedSync sync) => sync.Simulator.Log.Snapshot().Length;

    private static async Task SendAsync(HttpMethod method, SimulatedSync sync, string route, JsonNode? body = null)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(method, new Uri(sync.Simulator.SalesforceUrl, $"/_sim/{route}"));
        request.Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body);
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task SendHubSpotAsync(HttpMethod method, SimulatedSync sync, string route, JsonNode? body = null)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(method, new Uri(sync.Simulator.HubSpotUrl, route));
        request.Headers.Authorization = new("Bearer", sync.Simulator.HubSpotToken);
        request.Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body);
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static JsonObject Stamped(SimulatedSync sync, JsonObject record, (string Name, JsonNode? Value)[] more)
    {
        foreach ((string name, JsonNode? value) in more)
        {
            record[name] = value;
        }

        string anHourAgo = sync.Simulator.Clock.GetUtcNow().AddHours(-1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.000+0000", System.Globalization.CultureInfo.InvariantCulture);
        record["CreatedDate"] = anHourAgo;
        record["LastModifiedDate"] = anHourAgo;
        record["SystemModstamp"] = anHourAgo;
        return record;
    }
}
