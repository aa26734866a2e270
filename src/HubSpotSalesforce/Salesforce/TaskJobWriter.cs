using System.Text;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Writes creates of tasks in Bulk API 2.0 jobs, as upserts by our key (O22).</summary>
/// <remarks>
/// A job takes 150 MB of base64 and the server cuts it into batches of 10,000 rows ([Limits-Bulk] v67, read 2026-11-21); one such batch a job,
/// and a fifth of the size, keep memory flat. Results come in no order that is promised: rows are found by their key.
/// </remarks>
public sealed class TaskJobWriter : IJobWriter
{
    // Salesforce reads an empty cell as "leave alone", and this as "no value".
    private const string NoValue = "#N/A";

    private readonly SalesforceClient _client;
    private readonly TimeProvider _clock;

    /// <summary>Creates a writer.</summary>
    /// <param name="client">The org.</param>
    /// <param name="clock">Paces the looks at a job.</param>
    public TaskJobWriter(SalesforceClient client, TimeProvider clock)
    {
        _client = client;
        _clock = clock;
    }

    /// <inheritdoc/>
    public int MaxRows => 10_000;

    /// <inheritdoc/>
    public long MaxSize => 20_000_000;

    /// <inheritdoc/>
    public bool Takes(Change change)
        => change is { Action: Change.Create, Target: "Task" } && !change.Fields.Values.Contains(NoValue);    // as a text it would clear the field

    /// <inheritdoc/>
    public async Task<string> OpenAsync(CancellationToken cancel) => (await IngestJob.OpenAsync(_client, _clock, "Task", TaskField.Key, cancel)).Id;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Outcome>> CarryAsync(string jobId, IReadOnlyList<Change> rows, CancellationToken cancel)
    {
        IngestJob job = IngestJob.Of(_client, _clock, jobId);
        await job.UploadAsync(Csv(rows), cancel);
        await job.WaitAsync(cancel);

        Dictionary<string, Change> open = rows.ToDictionary(row => row.Activity.Key);
        List<Outcome> outcomes = [];
        foreach ((string key, string id) in await WrittenAsync(job, cancel))
        {
            if (open.Remove(key, out Change? change))
            {
                outcomes.Add(new Outcome(change, id, null));
            }
        }

        foreach (Func<string, string?> row in await job.ResultAsync("failedResults", cancel))
        {
            string key = row(TaskField.Key) ?? "";
            SyncException fault = FaultOf(key, row("sf__Error") ?? "");

            // What may be the fault of another row is not told: it goes out again in batches, which find the culprit.
            if (!SalesforceFault.MayBeAnothers(fault.ApiCode) && open.Remove(key, out Change? change))
            {
                outcomes.Add(new Outcome(change, null, fault));
            }
        }

        return outcomes;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> EndAsync(string jobId, CancellationToken cancel)
    {
        IngestJob job = IngestJob.Of(_client, _clock, jobId);
        if (await job.StateAsync(cancel) == "Open")
        {
            await job.AbortAsync(cancel);    // whether its rows arrived cannot be asked; none was written
        }

        await job.WaitAsync(cancel);
        return await job.StateAsync(cancel) is null ? new Dictionary<string, string>() : await WrittenAsync(job, cancel);
    }

    private static async Task<Dictionary<string, string>> WrittenAsync(IngestJob job, CancellationToken cancel)
    {
        Dictionary<string, string> written = [];
        foreach (Func<string, string?> row in await job.ResultAsync("successfulResults", cancel))
        {
            if (row(TaskField.Key) is { Length: > 0 } key && RecordId.Normalize(row("sf__Id")) is { } id)
            {
                written.TryAdd(key, id);
            }
        }

        return written;
    }

    // "CODE:message:fields --"; the tail is not documented, so only the first colon counts.
    private static SyncException FaultOf(string key, string error)
    {
        string[] parts = error.ReplaceLineEndings(" ").Split(':', 2);
        string said = parts.ElementAtOrDefault(1)?.Trim() is { Length: > 0 } text ? text : "no message";
        return SalesforceFault.OfRow(parts[0].Length > 0 ? parts[0].Trim() : "UNKNOWN_EXCEPTION", said.Length <= 500 ? said : said[..500], key);
    }

    private static string Csv(IReadOnlyList<Change> rows)
    {
        string[] columns = [TaskField.Key, .. rows.SelectMany(row => row.Fields.Keys).Distinct().Where(name => name != TaskField.Key).Order(StringComparer.Ordinal)];
        StringBuilder text = new();
        CsvText.Write(text, columns);
        foreach (Change row in rows)
        {
            CsvText.Write(text, columns.Select(column => row.Fields.TryGetValue(column, out string? value) ? (string.IsNullOrEmpty(value) ? NoValue : value) : ""));
        }

        return text.ToString();
    }
}
