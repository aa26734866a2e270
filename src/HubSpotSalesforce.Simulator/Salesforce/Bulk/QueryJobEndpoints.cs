using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Soql;

namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>Bulk API 2.0: jobs that answer a query with files.</summary>
/// <remarks>[BulkDoc] v67, Query, read 2026-11-21. A cell is empty for null, and instants end in Z, other than in JSON.</remarks>
internal sealed class QueryJobEndpoints
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private readonly RecordStore _store;
    private readonly SoqlEngine _engine;
    private readonly IngestEndpoints _ingest;
    private readonly Dictionary<string, QueryJob> _jobs = new(StringComparer.Ordinal);
    private long _made;

    /// <summary>Creates the endpoints.</summary>
    public QueryJobEndpoints(RecordStore store, IngestEndpoints ingest)
    {
        _store = store;
        _engine = new SoqlEngine(store);
        _ingest = ingest;
    }

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("POST", "/jobs/query", Create, since: 47);
        routes.Add("GET", "/jobs/query", List, since: 47);
        routes.Add("GET", "/jobs/query/{id}", Look, since: 47);
        routes.Add("PATCH", "/jobs/query/{id}", Abort, since: 47);
        routes.Add("DELETE", "/jobs/query/{id}", Delete, since: 47);
        routes.Add("GET", "/jobs/query/{id}/results", Results, since: 47);
    }

    private ApiAnswer Create(ApiRequest request)
    {
        string operation = Text(request, "operation") ?? "";
        string delimiter = Text(request, "columnDelimiter") ?? "COMMA";
        string lineEnding = Text(request, "lineEnding") ?? "LF";
        if (operation is not ("query" or "queryAll") || !IngestJob.Delimiters.ContainsKey(delimiter) || lineEnding is not ("LF" or "CRLF")
            || (Text(request, "contentType") ?? "CSV") != "CSV")
        {
            throw Invalid("Operation, contentType, columnDelimiter or lineEnding is not one that jobs know");
        }

        string soql = Text(request, "query") ?? throw Invalid("A query must be specified");
        SoqlQuery query = SoqlParser.Parse(soql);
        if (query.CountsOnly || query.Aggregates || query.Offset > 0)
        {
            throw new ApiFault(400, "API_ERROR", "Aggregate relationships, aggregates and OFFSET are not supported in Bulk Query");
        }

        SoqlResult result = _engine.Run(soql, request.User, operation == "queryAll", tooling: false);
        QueryJob job = new()
        {
            Id = RecordId.Make("750", (1L << 32) + ++_made),    // beside those of ingest jobs
            Operation = operation,
            Type = query.From.Text,
            ColumnDelimiter = delimiter,
            LineEnding = lineEnding,
            UserId = request.User.UserId,
            CreatedAt = _store.Now,
            Version = request.Version,
            Progress = new JobProgress(_ingest.Pace.Polls),
            Fails = _ingest.Pace.FailQuery,
            Columns = [.. result.Columns.Select(column => column.Path)],
            Rows = [.. result.Rows.Select(row => result.Columns.Select(column => Cell(column.Read(row, _store))).ToArray())],
        };
        _ingest.Pace = _ingest.Pace with { FailQuery = false };
        _jobs.Add(job.Id, job);
        return ApiAnswer.Ok(job.Describe(withProgress: false));
    }

    private static string Cell(object? value) => value is DateTimeOffset instant
        ? instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : FieldValue.ToJson(value)?.ToString() ?? "";

    private ApiAnswer List(ApiRequest request) => ApiAnswer.Ok(new JsonObject
    {
        ["done"] = true,
        ["records"] = new JsonArray([.. _jobs.Values
            .Where(job => IsKept(job) && !request.IsSet("isPkChunkingEnabled") && (request.Query.GetValueOrDefault("jobType") ?? "V2Query") == "V2Query")
            .Select(job => job.Describe(withProgress: false))]),
        ["nextRecordsUrl"] = null,
    });

    private ApiAnswer Look(ApiRequest request)
    {
        QueryJob job = Job(request);
        if (job.State is IngestState.UploadComplete or IngestState.InProgress)
        {
            job.State = !job.Progress.Look() ? job.Progress.State : job.Fails ? IngestState.Failed : IngestState.JobComplete;
        }

        return ApiAnswer.Ok(job.Describe(withProgress: true));
    }

    private ApiAnswer Abort(ApiRequest request)
    {
        QueryJob job = Job(request);
        if (Text(request, "state") != "Aborted" || job.State is not (IngestState.UploadComplete or IngestState.InProgress))
        {
            throw WrongState(job, $"it cannot become {Text(request, "state")}");
        }

        job.State = IngestState.Aborted;
        return ApiAnswer.Ok(job.Describe(withProgress: false));
    }

    private ApiAnswer Delete(ApiRequest request)
    {
        QueryJob job = Job(request);
        if (job.State is IngestState.UploadComplete or IngestState.InProgress)
        {
            throw WrongState(job, "it cannot be deleted");
        }

        _jobs.Remove(job.Id);
        return ApiAnswer.Nothing();
    }

    private ApiAnswer Results(ApiRequest request)
    {
        QueryJob job = Job(request);
        if (job.Version != request.Version)
        {
            throw new ApiFault(409, "INVALIDVERSION", $"The job was made with version {job.Version}.0: its results are asked for with the same");
        }

        if (job.State != IngestState.JobComplete)
        {
            throw WrongState(job, "it has no results");
        }

        int from = Start(request, job);
        int count = request.Query.TryGetValue("maxRecords", out string? most)
            ? int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                ? number : throw Invalid($"maxRecords must be a number from 1 on, not {most}")
            : int.MaxValue;
        int rows = Math.Min(count, job.Rows.Count - from);
        bool ends = from + rows >= job.Rows.Count;
        return new ApiAnswer(200, Csv: job.File(from, rows))
        {
            Headers = new Dictionary<string, string>
            {
                ["Sforce-NumberOfRecords"] = rows.ToString(CultureInfo.InvariantCulture),
                ["Sforce-Locator"] = ends ? "null" : Locator(from + rows),    // the end is the word, not an absent header
            },
        };
    }

    private static int Start(ApiRequest request, QueryJob job)
    {
        if (!request.Query.TryGetValue("locator", out string? locator))
        {
            return 0;
        }

        byte[] bytes = new byte[locator.Length];
        return Convert.TryFromBase64String(locator.PadRight((locator.Length + 3) / 4 * 4, '='), bytes, out int read)
            && int.TryParse(Encoding.ASCII.GetString(bytes, 0, read), NumberStyles.None, CultureInfo.InvariantCulture, out int from)
            && from < job.Rows.Count
            ? from : throw new ApiFault(400, "INVALIDLOCATOR", $"Invalid locator: {locator}");
    }

    private static string Locator(int from)
        => Convert.ToBase64String(Encoding.ASCII.GetBytes(from.ToString(CultureInfo.InvariantCulture))).TrimEnd('=');

    private QueryJob Job(ApiRequest request)
        => _jobs.TryGetValue(RecordId.Normalise(request.Places["id"]) ?? "", out QueryJob? job) && IsKept(job) ? job : throw ApiFault.NotFound();

    private bool IsKept(QueryJob job) => _store.Now - job.CreatedAt <= KeptFor;

    private static ApiFault Invalid(string message) => new(400, "INVALIDJOB", $"InvalidJob : {message}");

    private static ApiFault WrongState(QueryJob job, string message)
        => new(400, "INVALIDJOBSTATE", $"Invalid job state: the job is {job.State}, {message}");

    private static string? Text(ApiRequest request, string name) => request.Object[name]?.ToString();
}
