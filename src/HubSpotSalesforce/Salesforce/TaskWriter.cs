using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Writes tasks through sObject Collections: creates as upserts by our key, updates by Salesforce id.</summary>
/// <remarks>A Collections call takes 200 records and answers 200 even when every one was refused; the answers follow the order of the records
/// (RESTDoc-Collections, read 2026-11-21).</remarks>
public sealed class TaskWriter : IActivityWriter
{
    private const int KeysPerQuery = 150;

    private readonly SalesforceClient _client;
    private readonly IReadOnlyDictionary<string, string> _fieldTypes;

    /// <summary>Creates a writer.</summary>
    /// <param name="client">The org.</param>
    /// <param name="fieldTypes">The type of every field, by API name: numbers and booleans travel as such.</param>
    public TaskWriter(SalesforceClient client, IReadOnlyDictionary<string, string> fieldTypes)
    {
        _client = client;
        _fieldTypes = fieldTypes;
    }

    /// <inheritdoc/>
    public Side Side => Side.Salesforce;

    /// <inheritdoc/>
    public int MaxBatch => 200;

    /// <inheritdoc/>
    public TimeSpan UnderWay => TimeSpan.Zero;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Outcome>> WriteAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        bool isCreate = batch[0].Action == Change.Create;
        if (batch[0].Action == Change.Delete)
        {
            string path = $"/composite/sobjects?ids={string.Join(',', batch.Select(change => change.TargetId))}&allOrNone=false";
            return Outcomes(batch, await _client.SendAsync(new ApiRequest(HttpMethod.Delete, path) { IsRepeatable = false }, cancel));
        }

        return isCreate || batch.All(change => change.Expects.Count == 0)
            ? await SendAsync(batch, isCreate, cancel)
            : await SendExpectingAsync(batch, cancel);
    }

    // What a person set in Salesforce stays: a field that no longer holds what we wrote drops out, and its base with it (O18).
    private async Task<IReadOnlyList<Outcome>> SendExpectingAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        Dictionary<string, string?> owners = [];
        Soql soql = Soql.Select("Task", "Id", TaskField.OwnerId).In("Id", batch.Where(change => change.Expects.Count > 0).Select(change => change.TargetId!));
        await foreach (JObject task in _client.QueryAsync(soql, withDeleted: true, cancel))
        {
            owners[task.Need("Id")] = task.Told(TaskField.OwnerId);
        }

        List<Outcome> outcomes = [];
        List<Change> rest = [];
        foreach (Change change in batch.Select(change => Kept(change, owners)))
        {
            if (change.Fields.Count == 0)
            {
                outcomes.Add(new Outcome(change, change.TargetId, null));
            }
            else
            {
                rest.Add(change);
            }
        }

        return rest.Count == 0 ? outcomes : [.. outcomes, .. await SendAsync(rest, isCreate: false, cancel)];
    }

    private static Change Kept(Change change, Dictionary<string, string?> owners)
    {
        if (!change.Expects.TryGetValue(TaskField.OwnerId, out string? expected) || !owners.TryGetValue(change.TargetId!, out string? holds) || holds == expected)
        {
            return change;
        }

        return change with
        {
            Fields = change.Fields.Where(field => field.Key != TaskField.OwnerId).ToDictionary(),
            Base = change.Base.ToDictionary(field => field.Key, field => field.Key == TaskField.OwnerId ? expected : field.Value),
        };
    }

    private async Task<IReadOnlyList<Outcome>> SendAsync(IReadOnlyList<Change> batch, bool isCreate, CancellationToken cancel)
    {
        JObject body = new()
        {
            ["allOrNone"] = false,
            ["records"] = new JArray(batch.Select(Record)),
        };
        string path = isCreate ? $"/composite/sobjects/Task/{TaskField.Key}" : "/composite/sobjects";

        // What lost its answer is not sent again unseen: the caller looks keys up first (O5), and whether the store is still ours.
        return Outcomes(batch, await _client.SendAsync(new ApiRequest(HttpMethod.Patch, path) { Body = body, IsRepeatable = false }, cancel));
    }

    // An answer that does not fit the question, row for row, says nothing of any of them.
    private static Outcome[] Outcomes(IReadOnlyList<Change> batch, ApiAnswer answer)
    {
        Outcome[] outcomes = [.. batch.Zip(answer.Body as JArray ?? [], Read).OfType<Outcome>()];
        bool isWhole = outcomes.Length == batch.Count && (answer.Body as JArray)?.Count == batch.Count
            && outcomes.Where(outcome => outcome is { Change.Action: Change.Create, RecordId: not null }).GroupBy(outcome => outcome.RecordId).All(same => same.Count() == 1);
        return isWhole
            ? outcomes
            : throw new SyncException(
                FaultKind.Unavailable,
                "salesforce",
                $"Salesforce's answer does not tell what became of {batch.Count} records ({(answer.Body as JArray)?.Count ?? 0} rows). That is looked up before anything is sent again; run again if this stopped the run.");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, WrittenRecord>> FindAsync(IReadOnlyCollection<SoughtKey> keys, CancellationToken cancel)
    {
        Dictionary<string, WrittenRecord> found = [];
        foreach (SoughtKey[] some in keys.DistinctBy(sought => sought.Key).Chunk(KeysPerQuery))
        {
            Dictionary<string, SoughtKey> byKey = some.ToDictionary(sought => sought.Key);
            await foreach (JObject task in _client.QueryAsync(Soql.Select("Task", "Id", TaskField.Key, "IsDeleted").In(TaskField.Key, [.. byKey.Keys]), withDeleted: true, cancel))
            {
                string key = task.Need(TaskField.Key);
                WrittenRecord record = new(task.Need("Id"), task.Says("IsDeleted"));

                // A deleted task gives its key free: where a living one has it too, that is the one.
                bool isFormer = byKey.GetValueOrDefault(key)?.IsFormer(record.Id, record.IsDeleted) == true;
                if (!isFormer && (!record.IsDeleted || !found.ContainsKey(key)))
                {
                    found[key] = record;
                }
            }
        }

        return found;
    }

    /// <summary>Whether any task in the org carries one of our keys, deleted ones apart.</summary>
    public async Task<bool> HoldsKeysAsync(CancellationToken cancel)
    {
        await foreach (JObject _ in _client.QueryAsync(Soql.Select("Task", "Id").IsSet(TaskField.Key).Is("IsDeleted", false).Limit(1), withDeleted: true, cancel))
        {
            return true;
        }

        return false;
    }

    private JObject Record(Change change)
    {
        JObject record = new() { ["attributes"] = new JObject { ["type"] = change.Target } };
        if (change.TargetId is { } id)
        {
            record["id"] = id;
        }

        foreach ((string field, string? value) in change.Fields)
        {
            record[field] = Value(field, value);
        }

        return record;
    }

    private JValue Value(string field, string? value) => (_fieldTypes.GetValueOrDefault(field), value) switch
    {
        (_, null) => JValue.CreateNull(),
        ("int", _) when long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long whole) => new JValue(whole),
        ("double" or "currency" or "percent", _) when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => new JValue(number),
        ("boolean", _) when bool.TryParse(value, out bool truth) => new JValue(truth),
        _ => new JValue(value),
    };

    // Null for a row that does not tell: without a word on success, without the id of what was written, or with another's.
    private static Outcome? Read(Change change, JToken row)
    {
        if (row.Says("success"))
        {
            string? id = RecordId.Normalize(row.Told("id"));
            return id is null || (change.TargetId is { } target && RecordId.Normalize(target) is { } known && known != id) ? null : new Outcome(change, id, null);
        }

        if (row.At("success") is not JValue { Value: false })
        {
            return null;
        }

        JToken? error = (row.At("errors") as JArray)?.FirstOrDefault();
        string code = error.Told("statusCode") ?? "UNKNOWN_EXCEPTION";
        string said = (error.Told("message") ?? "no message").ReplaceLineEndings(" ");
        return new Outcome(change, null, SalesforceFault.OfRow(code, said.Length <= 500 ? said : said[..500], change.Activity.Key)) { MayBeAnothers = SalesforceFault.MayBeAnothers(code) };
    }
}
