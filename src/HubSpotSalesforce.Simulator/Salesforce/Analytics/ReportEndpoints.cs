using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>Reports: made, changed, copied, run and deleted.</summary>
/// <remarks>[Analytics] and [Analytics-Limits], read 2026-11-21. Runs that wait are complete at the second look.</remarks>
internal sealed class ReportEndpoints
{
    private readonly RecordStore _store;
    private readonly WriteLog _log;
    private readonly ReportFolders _folders;
    private readonly Dictionary<string, JsonObject> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Report, JsonObject Result, bool Seen)> _instances = new(StringComparer.Ordinal);
    private long _runs;

    /// <summary>Creates the endpoints.</summary>
    public ReportEndpoints(RecordStore store, WriteLog log)
    {
        _store = store;
        _log = log;
        _folders = new ReportFolders(store, log);
    }

    /// <summary>Runs that are answered at once.</summary>
    public HourlyAllowance SyncRuns { get; } = new(500);

    /// <summary>Runs that wait.</summary>
    public HourlyAllowance AsyncRuns { get; } = new(1_200);

    /// <summary>Whether reports show archived activities; false unless set.</summary>
    public bool ShowsArchived { get; set; }

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        new ReportTypes(_store).AddTo(routes);
        _folders.AddTo(routes);
        routes.Add("GET", "/analytics/reports", List);
        routes.Add("POST", "/analytics/reports", Create);
        routes.Add("POST", "/analytics/reports/query", request => Run(request, Define(request, null), null));
        routes.Add("GET", "/analytics/reports/{id}/describe", request => ApiAnswer.Ok(Describe(request, Find(request).Id)));
        routes.Add("GET", "/analytics/reports/{id}", request => Run(request, Define(request, Find(request)), Find(request).Id));
        routes.Add("POST", "/analytics/reports/{id}", request => Run(request, Define(request, Find(request)), Find(request).Id));
        routes.Add("PATCH", "/analytics/reports/{id}", Change);
        routes.Add("DELETE", "/analytics/reports/{id}", Delete);
        routes.Add("POST", "/analytics/reports/{id}/instances", Start);
        routes.Add("GET", "/analytics/reports/{id}/instances/{instance}", Look);
    }

    private ApiAnswer List(ApiRequest request) => ApiAnswer.Ok(new JsonArray([.. _store["Report"].Rows.Reverse().Take(200).Select(report => new JsonObject
    {
        ["id"] = report.Id,
        ["name"] = report["Name"]?.ToString(),
        ["url"] = $"{request.Root}/analytics/reports/{report.Id}",
        ["describeUrl"] = $"{request.Root}/analytics/reports/{report.Id}/describe",
    })]));

    private ApiAnswer Create(ApiRequest request)
    {
        JsonObject sent = Sent(request) ?? [];
        if (request.Query.TryGetValue("cloneId", out string? original))
        {
            foreach ((string member, JsonNode? value) in Metadata(original).Where(member => member.Key is not ("id" or "developerName")))
            {
                sent.TryAdd(member, value?.DeepClone());
            }
        }

        ReportDefinition report = ReportDefinition.Read(sent, _store, request.User);
        Row row = new(_store.Catalogue["Report"], _store["Report"].NextId());
        Save(row, report, request.User);
        _store.Add(row);
        Log("create", row, sent);
        return ApiAnswer.Ok(Describe(request, row.Id));
    }

    private ApiAnswer Change(ApiRequest request)
    {
        Row row = Find(request);
        ReportDefinition report = Define(request, row);
        Row draft = row.Copy();
        Save(draft, report, request.User);
        ServerFields.StampModified(draft, request.User.UserId, _store.Now);
        _store.Replace(row, draft);
        Log("update", row, Sent(request));
        return ApiAnswer.Ok(Describe(request, row.Id));
    }

    private ApiAnswer Delete(ApiRequest request)
    {
        Row row = Find(request);
        _store.Remove(row);
        _metadata.Remove(row.Id);
        Log("delete", row, null);
        return ApiAnswer.Nothing();
    }

    private ApiAnswer Run(ApiRequest request, ReportDefinition report, string? id)
    {
        if (!SyncRuns.Take(_store.Now))
        {
            throw TooMany(SyncRuns.Most, "synchronously");
        }

        return ApiAnswer.Ok(Result(request, report, id));
    }

    private ApiAnswer Start(ApiRequest request)
    {
        Row row = Find(request);
        if (!AsyncRuns.Take(_store.Now))
        {
            throw TooMany(AsyncRuns.Most, "asynchronously");
        }

        string instance = RecordId.Make("0LG", ++_runs);
        _instances.Add(instance, (row.Id, Result(request, Define(request, row), row.Id), false));
        return ApiAnswer.Ok(new JsonObject
        {
            ["id"] = instance,
            ["status"] = "New",
            ["url"] = $"{request.Root}/analytics/reports/{row.Id}/instances/{instance}",
            ["requestDate"] = FieldValue.Text(_store.Now),
            ["hasDetailRows"] = request.IsSet("includeDetails"),
        });
    }

    private ApiAnswer Look(ApiRequest request)
    {
        string id = request.Places["instance"];
        if (!_instances.TryGetValue(id, out (string Report, JsonObject Result, bool Seen) run) || run.Report != Find(request).Id)
        {
            throw ApiFault.NotFound();
        }

        _instances[id] = run with { Seen = true };
        JsonObject answer = run.Seen ? run.Result.DeepClone().AsObject() : [];
        answer["attributes"] = new JsonObject { ["id"] = id, ["reportId"] = run.Report, ["status"] = run.Seen ? "Success" : "Running", ["type"] = "ReportInstance" };
        return ApiAnswer.Ok(answer);
    }

    private JsonObject Result(ApiRequest request, ReportDefinition report, string? id)
    {
        JsonObject result = new ReportRun(report, _store, request.User.UserId, ShowsArchived).Run(request.IsSet("includeDetails"));
        result["attributes"] = new JsonObject
        {
            ["reportId"] = id,
            ["reportName"] = report.Metadata["name"]!.ToString(),
            ["type"] = "Report",
            ["describeUrl"] = $"{request.Root}/analytics/reports/{id}/describe",
            ["instancesUrl"] = $"{request.Root}/analytics/reports/{id}/instances",
        };
        return result;
    }

    private JsonObject Describe(ApiRequest request, string id)
    {
        ReportDefinition report = ReportDefinition.Read(Metadata(id), _store, request.User);
        return new JsonObject
        {
            ["attributes"] = new JsonObject { ["reportId"] = id, ["type"] = "Report" },
            ["reportMetadata"] = report.Metadata,
            ["reportExtendedMetadata"] = new ReportRun(report, _store, request.User.UserId, ShowsArchived).Extended(),
            ["reportTypeMetadata"] = new JsonObject { ["categories"] = new JsonArray() },
        };
    }

    // The metadata of a report, with what the request brings in place of it.
    private ReportDefinition Define(ApiRequest request, Row? report)
    {
        JsonObject metadata = report is null ? [] : Metadata(report.Id);
        foreach ((string member, JsonNode? value) in request.Body is null ? [] : Sent(request) ?? [])
        {
            metadata[member] = value?.DeepClone();
        }

        return ReportDefinition.Read(metadata, _store, request.User);
    }

    private void Save(Row row, ReportDefinition report, UserView user)
    {
        JsonObject metadata = report.Metadata;
        string name = metadata["name"]!.ToString();
        string developerName = metadata["developerName"]?.ToString() ?? $"{new string([.. name.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_')])}_{row.Id[10..15]}";
        if (_store["Report"].Rows.Any(other => other.Id != row.Id && Equals(other["DeveloperName"], developerName)))
        {
            throw ReportDefinition.Bad($"The report unique name {developerName} is taken");
        }

        Row? folder = metadata["folderId"]?.ToString() is { } id && id != user.UserId ? _folders.Require(id) : null;
        metadata["id"] = row.Id;
        metadata["developerName"] = developerName;
        metadata["folderId"] = folder?.Id ?? user.UserId;    // a folder of one's own unless told otherwise
        row["Name"] = name;
        row["DeveloperName"] = developerName;
        row["Description"] = metadata["description"]?.ToString();
        row["FolderName"] = folder?["Name"] ?? "Private Reports";
        row["Format"] = metadata["reportFormat"]!.ToString() == "SUMMARY" ? "Summary" : "Tabular";
        row["OwnerId"] = folder?.Id ?? user.UserId;
        ServerFields.StampCreated(row, user.UserId, _store.Now);
        _metadata[row.Id] = metadata.DeepClone().AsObject();
    }

    private static JsonObject? Sent(ApiRequest request) => request.Object["reportMetadata"] as JsonObject;

    private JsonObject Metadata(string id)
        => _metadata.TryGetValue(RecordId.Normalise(id) ?? "", out JsonObject? metadata) ? metadata.DeepClone().AsObject() : throw ApiFault.NotFound();

    private Row Find(ApiRequest request) => _store["Report"].Find(RecordId.Normalise(request.Places["id"]) ?? "") ?? throw ApiFault.NotFound();

    private static ApiFault TooMany(int most, string how)
        => new(403, "FORBIDDEN", $"You can't run more than {most} reports {how} every 60 minutes. Try again later.");

    private void Log(string action, Row report, JsonObject? fields)
    {
        (JsonObject? sent, DateTimeOffset now) = (fields?.DeepClone().AsObject(), _store.Now);
        _store.Unit.Will(() => _log.Add("salesforce", action, "Report", report.Id, sent, now));
    }
}
