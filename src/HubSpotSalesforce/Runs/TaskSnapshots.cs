using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Runs;

/// <summary>Reads tasks as they stand now, deleted ones included.</summary>
internal sealed class TaskSnapshots
{
    private readonly TaskFieldReader _reader;

    public TaskSnapshots(SalesforceClient client) => _reader = new TaskFieldReader(client);

    /// <summary>Returns the tasks of these ids, by id; those that are gone for good are absent.</summary>
    public async Task<IReadOnlyDictionary<string, TaskSnapshot>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
        => (await _reader.ReadAsync(ids, TaskSnapshot.Names, cancel)).ToDictionary(
            task => task.Key,
            task => new TaskSnapshot(task.Value["LastModifiedById"] ?? "", task.Value["IsDeleted"] == "true", task.Value));
}
