using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>The calls of a Bulk API 2.0 ingest job.</summary>
/// <remarks>[BulkDoc], "Create a Job" to "Get Job Failed Record Results", read 2026-11-21. Paths are made of the job's id, never taken from an answer.</remarks>
internal sealed class IngestJob
{
    private const string Jobs = "/jobs/ingest";
    private const string WrongState = "INVALIDJOBSTATE";
    private const int MaxUploads = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly SalesforceClient _client;
    private readonly TimeProvider _clock;
    private readonly string _id;

    private IngestJob(SalesforceClient client, TimeProvider clock, string id)
    {
        _client = client;
        _clock = clock;
        _id = id;
    }

    /// <summary>The job's id.</summary>
    public string Id => _id;

    /// <summary>Opens a job of upserts.</summary>
    public static async Task<IngestJob> OpenAsync(SalesforceClient client, TimeProvider clock, string type, string key, CancellationToken cancel)
    {
        JObject body = new()
        {
            ["object"] = type,
            ["operation"] = "upsert",
            ["externalIdFieldName"] = key,
            ["contentType"] = "CSV",
            ["lineEnding"] = "LF",
            ["columnDelimiter"] = "COMMA",
        };

        // Sent again when its answer is lost: a job that nobody gives rows does nothing and ends by itself.
        ApiAnswer answer = await client.SendAsync(new ApiRequest(HttpMethod.Post, Jobs) { Body = body }, cancel);
        return Of(client, clock, answer.Body.Need("id"));
    }

    /// <summary>A job that is there already.</summary>
    public static IngestJob Of(SalesforceClient client, TimeProvider clock, string id)
        => new(client, clock, RecordId.Normalize(id) ?? throw AnswerReading.Unexpected("a job whose id is none"));

    /// <summary>Sends its rows and closes it: from here on the org works on them.</summary>
    public async Task UploadAsync(string csv, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await _client.SendAsync(new ApiRequest(HttpMethod.Put, $"{Jobs}/{_id}/batches") { Csv = csv, IsRepeatable = false }, cancel);
                break;
            }
            catch (SyncException lost) when (lost.IsTransient && attempt < MaxUploads)
            {
                await Task.Delay(lost.RetryAfter ?? FirstPause * attempt, _clock, cancel);
            }
            catch (SyncException twice) when (twice.ApiCode == WrongState && attempt > 1)
            {
                break;    // the upload arrived whose answer did not: a job takes one
            }
        }

        await MoveAsync("UploadComplete", cancel);
    }

    /// <summary>Calls it off; one that works already goes on.</summary>
    public Task AbortAsync(CancellationToken cancel) => MoveAsync("Aborted", cancel);

    /// <summary>Where it stands; null when the org does not know it, as after seven days.</summary>
    public async Task<string?> StateAsync(CancellationToken cancel)
    {
        try
        {
            return (await _client.GetAsync($"{Jobs}/{_id}", cancel)).Need("state");
        }
        catch (SyncException gone) when (gone.ApiCode == "NOT_FOUND")
        {
            return null;
        }
    }

    /// <summary>Waits until it ended, one way or another.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unavailable"/>: it did not within an hour.</exception>
    public async Task WaitAsync(CancellationToken cancel)
    {
        long started = _clock.GetTimestamp();
        for (TimeSpan pause = FirstPause; await StateAsync(cancel) is "UploadComplete" or "InProgress"; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (_clock.GetElapsedTime(started) > Patience)
            {
                throw new SyncException(
                    FaultKind.Unavailable, _id, $"Salesforce's job {_id} is still at work after {Patience.TotalMinutes:0} minutes. Look at it in Setup > Bulk Data Load Jobs; the next run takes its results.");
            }

            await Task.Delay(pause, _clock, cancel);
        }
    }

    /// <summary>Returns the rows of one of its results, by the names of their columns; none when the org does not give it.</summary>
    /// <param name="result"><c>successfulResults</c> or <c>failedResults</c>.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IEnumerable<Func<string, string?>>> ResultAsync(string result, CancellationToken cancel)
    {
        try
        {
            ApiAnswer answer = await _client.SendAsync(new ApiRequest(HttpMethod.Get, $"{Jobs}/{_id}/{result}") { WantsCsv = true }, cancel);
            return Rows(answer.Text);
        }
        catch (SyncException none) when (none.Kind == FaultKind.UnexpectedAnswer)
        {
            return [];    // what became of its rows is looked up
        }
    }

    private static IEnumerable<Func<string, string?>> Rows(string text)
    {
        Dictionary<string, int>? columns = null;
        foreach (string[] cells in CsvText.Read(text))
        {
            if (columns is null)
            {
                columns = cells.Select((name, index) => (name, index)).DistinctBy(column => column.name).ToDictionary(column => column.name, column => column.index);
            }
            else if (cells.Length == columns.Count)
            {
                yield return name => columns.TryGetValue(name, out int index) ? cells[index] : null;
            }
        }
    }

    private async Task MoveAsync(string state, CancellationToken cancel)
    {
        try
        {
            await _client.SendAsync(new ApiRequest(HttpMethod.Patch, $"{Jobs}/{_id}") { Body = new JObject { ["state"] = state } }, cancel);
        }
        catch (SyncException moved) when (moved.ApiCode == WrongState)
        {
            // It is there already, by a request whose answer was lost or by somebody's hand: the state tells.
        }
    }
}
