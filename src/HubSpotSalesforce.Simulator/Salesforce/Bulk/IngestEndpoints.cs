using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>Bulk API 2.0: jobs that take a file of rows.</summary>
/// <remarks>
/// [BulkDoc] v67 and [Limits-Bulk] v67, read 2026-11-21. Rows are written when the job is closed, or late (<see cref="BulkPace"/>); the
/// first look at it then says InProgress and the next one how it ended.
/// </remarks>
internal sealed class IngestEndpoints
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);
    private static readonly HashSet<string> JobTypes = ["V2Ingest", "BigObjectIngest", "Classic"];
    private static readonly HashSet<string> Operations = ["insert", "update", "upsert", "delete"];

    private readonly RecordStore _store;
    private readonly RecordWriter _writer;
    private readonly Dictionary<string, IngestJob> _jobs = new(StringComparer.Ordinal);
    private long _made;

    /// <summary>Creates the endpoints.</summary>
    public IngestEndpoints(RecordStore store, RecordWriter writer)
    {
        _store = store;
        _writer = writer;
    }

    /// <summary>How jobs fare that are closed from now on.</summary>
    public BulkPace Pace { get; set; } = new();

    /// <summary>Writes the rows of all jobs that are closed.</summary>
    public void Finish()
    {
        foreach (IngestJob job in _jobs.Values)
        {
            Write(job);
        }
    }

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("POST", "/jobs/ingest", Create, since: 41);
        routes.Add("GET", "/jobs/ingest", List, since: 41);
        routes.Add("GET", "/jobs/ingest/{id}", request => Look(Job(request)), since: 41);
        routes.Add("PATCH", "/jobs/ingest/{id}", Move, since: 41);
        routes.Add("DELETE", "/jobs/ingest/{id}", Delete, since: 41);
        routes.Add("PUT", "/jobs/ingest/{id}/batches", Upload, since: 41);
        routes.Add("GET", "/jobs/ingest/{id}/successfulResults", Successes, since: 41);
        routes.Add("GET", "/jobs/ingest/{id}/failedResults", Failures, since: 41);
        routes.Add("GET", "/jobs/ingest/{id}/unprocessedrecords", Untried, since: 41);
    }

    private ApiAnswer Create(ApiRequest request)
    {
        string operation = Text(request, "operation") ?? "";
        string delimiter = Text(request, "columnDelimiter") ?? "COMMA";
        string lineEnding = Text(request, "lineEnding") ?? "LF";
        if (!_store.Catalogue.TryGet(Text(request, "object") ?? "", out ObjectType? type) || type.Tooling)
        {
            throw new ApiFault(400, "INVALIDENTITY", $"InvalidEntity : Entity '{Text(request, "object")}' is not supported by the Bulk API.");
        }

        if (!Operations.Contains(operation) || !IngestJob.Delimiters.ContainsKey(delimiter) || lineEnding is not ("LF" or "CRLF")
            || (Text(request, "contentType") ?? "CSV") != "CSV")
        {
            throw Invalid("Operation, contentType, columnDelimiter or lineEnding is not one that jobs know");
        }

        IngestJob job = new()
        {
            Id = RecordId.Make("750", ++_made),
            Type = type,
            Operation = operation,
            Key = operation == "upsert" ? Key(request, type) : null,
            ColumnDelimiter = delimiter,
            LineEnding = lineEnding,
            UserId = request.User.UserId,
            CreatedAt = _store.Now,
            Version = request.Version,
        };
        _jobs.Add(job.Id, job);
        return ApiAnswer.Ok(job.Describe(withProgress: false));
    }

    private static Field Key(ApiRequest request, ObjectType type)
    {
        string name = Text(request, "externalIdFieldName") ?? "";
        return request.User.TryGet(type, name, out Field? field) && field.Type != FieldType.Id && (field.ExternalId || field.IdLookup)
            ? field
            : throw Invalid($"Field name provided, {name} does not match an External ID, Salesforce Id, or indexed field for {type.Name}");
    }

    // Jobs of the other types, and jobs that chunk by primary keys, are made with the older Bulk API.
    private ApiAnswer List(ApiRequest request)
    {
        string type = request.Query.GetValueOrDefault("jobType") ?? "V2Ingest";
        bool others = request.IsSet("isPkChunkingEnabled") || type != "V2Ingest";
        return !JobTypes.Contains(type)
            ? throw Invalid($"Unknown job type: {type}")
            : ApiAnswer.Ok(new JsonObject
            {
                ["done"] = true,
                ["records"] = new JsonArray([.. _jobs.Values.Where(job => !others && IsKept(job)).Select(job => job.Describe(withProgress: false))]),
                ["nextRecordsUrl"] = null,
            });
    }

    private static ApiAnswer Look(IngestJob job)
    {
        if (job.State is IngestState.UploadComplete or IngestState.InProgress)
        {
            bool ends = job.Progress.Look();
            if (ends)
            {
                Write(job);
            }

            job.State = ends ? job.Outcome!.Value : job.Progress.State;
        }

        return ApiAnswer.Ok(job.Describe(withProgress: true));
    }

    private static void Write(IngestJob job)
    {
        job.Run?.Write();
        job.Run = null;
    }

    private ApiAnswer Upload(ApiRequest request)
    {
        IngestJob job = Job(request);
        if (job.State != IngestState.Open || job.Uploaded)
        {
            throw WrongState(job, "a file can be uploaded once, while the job is Open");
        }

        job.File = request.Text ?? throw new ApiFault(415, "UNSUPPORTED_MEDIA_TYPE", "content type not supported: a job's file is text/csv");
        job.Uploaded = true;
        return new ApiAnswer(201);
    }

    private ApiAnswer Move(ApiRequest request)
    {
        IngestJob job = Job(request);
        switch (Text(request, "state"))
        {
            case "UploadComplete" when job is { State: IngestState.Open, Uploaded: true }:
                Close(job, request.User);
                return ApiAnswer.Ok(job.Describe(withProgress: false));
            case "Aborted" when job.State is IngestState.Open or IngestState.UploadComplete or IngestState.InProgress:
                job.FailsAfter = 0;    // what was not written yet stays so
                Write(job);
                (job.State, job.Trouble) = (IngestState.Aborted, null);
                return ApiAnswer.Ok(job.Describe(withProgress: false));
            default:
                throw WrongState(job, $"it cannot become {Text(request, "state")}");
        }
    }

    private void Close(IngestJob job, UserView user)
    {
        job.State = IngestState.UploadComplete;
        job.Progress = new JobProgress(Pace.Polls);
        job.FailsAfter = Pace.FailAfterRows;
        job.RowsHeld = _writer.Locks.RowsHeld;
        job.Run = new IngestRun(job, _writer, user);
        Pace = Pace with { FailAfterRows = null };
        if (!Pace.Late)
        {
            Write(job);
        }
    }

    private ApiAnswer Delete(ApiRequest request)
    {
        IngestJob job = Job(request);
        if (job.State is IngestState.Open or IngestState.InProgress)
        {
            throw WrongState(job, "it cannot be deleted");
        }

        _jobs.Remove(job.Id);
        return ApiAnswer.Nothing();
    }

    private ApiAnswer Successes(ApiRequest request) => Result(request, ["sf__Id", "sf__Created"], job => job.Written.Select(row =>
        new[] { row.Id, row.Created ? "true" : "false" }.Concat(row.Cells)));

    private ApiAnswer Failures(ApiRequest request) => Result(request, ["sf__Id", "sf__Error"], job => job.Failures.Select(row =>
        new[] { row.Id, row.Error }.Concat(row.Cells)));

    private ApiAnswer Untried(ApiRequest request) => Result(request, [], job => job.Untried);

    // Rows come in no order that a client may rely on.
    private ApiAnswer Result(ApiRequest request, string[] columns, Func<IngestJob, IEnumerable<IEnumerable<string>>> rows)
    {
        IngestJob job = Job(request);
        if (job.State is not (IngestState.JobComplete or IngestState.Failed or IngestState.Aborted))
        {
            throw WrongState(job, "it has no results yet");
        }

        IEnumerable<string>[] shuffled = [.. rows(job)];
        new Random(job.Id.Sum(sign => sign)).Shuffle(shuffled);
        return new ApiAnswer(200, Csv: job.Result(columns, shuffled));
    }

    private IngestJob Job(ApiRequest request)
        => _jobs.TryGetValue(RecordId.Normalise(request.Places["id"]) ?? "", out IngestJob? job) && IsKept(job) ? job : throw ApiFault.NotFound();

    private bool IsKept(IngestJob job) => _store.Now - job.CreatedAt <= KeptFor;

    private static ApiFault Invalid(string message) => new(400, "INVALIDJOB", $"InvalidJob : {message}");

    private static ApiFault WrongState(IngestJob job, string message)
        => new(400, "INVALIDJOBSTATE", $"Invalid job state: the job is {job.State}, {message}");

    private static string? Text(ApiRequest request, string name) => request.Object[name]?.ToString();
}
