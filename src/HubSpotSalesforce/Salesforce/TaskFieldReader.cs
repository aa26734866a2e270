using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads fields of tasks by their ids, deleted tasks included.</summary>
internal sealed class TaskFieldReader
{
    private const int IdsPerQuery = 200;    // a query's address has room for some 16,000 characters

    private static readonly string[] Always = ["Id", "LastModifiedById", "IsDeleted"];

    private readonly SalesforceClient _client;

    public TaskFieldReader(SalesforceClient client) => _client = client;

    /// <summary>Returns the fields of each task by name, by the task's id; those that are gone for good are absent.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string?>>> ReadAsync(IReadOnlyCollection<string> ids, string[] fields, CancellationToken cancel)
    {
        Dictionary<string, IReadOnlyDictionary<string, string?>> found = [];
        string[] names = [.. Always, .. fields];
        foreach (string[] some in ids.Chunk(IdsPerQuery))
        {
            await foreach (JObject task in _client.QueryAsync(Soql.Select("Task", names).In("Id", some), withDeleted: true, cancel))
            {
                found[task["Id"]!.ToString()] = names.ToDictionary(name => name, name => Text(task[name]));
            }
        }

        return found;
    }

    private static string? Text(JToken? value) => value switch
    {
        null or { Type: JTokenType.Null } => null,
        { Type: JTokenType.Boolean } => value.Value<bool>() ? "true" : "false",
        _ => value.ToString(),
    };
}
