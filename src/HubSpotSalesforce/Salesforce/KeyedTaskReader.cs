using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads all tasks that carry our keys, those in the recycle bin included.</summary>
public sealed class KeyedTaskReader
{
    private readonly SalesforceClient _client;

    /// <summary>Creates a reader.</summary>
    public KeyedTaskReader(SalesforceClient client) => _client = client;

    /// <summary>Returns the tasks in the order of their ids; a key may stand at a living task and at deleted ones.</summary>
    /// <param name="fields">Further fields to read, by API name; the user must see them.</param>
    /// <param name="cancel">Ends the read.</param>
    public IAsyncEnumerable<KeyedTask> ReadAsync(IReadOnlyCollection<string> fields, CancellationToken cancel)
    {
        string[] all = ["Id", TaskField.Key, TaskField.Kind, TaskField.OccurredAt, "IsDeleted", .. fields];
        Soql soql = Soql.Select("Task", [.. all.Distinct(StringComparer.OrdinalIgnoreCase)]).IsSet(TaskField.Key);
        return _client.QueryAsync(soql, withDeleted: true, cancel).Select(row => Read(row, fields));
    }

    private static KeyedTask Read(JObject row, IReadOnlyCollection<string> fields) => new(
        row.Need("Id"),
        row.Need(TaskField.Key),
        row.Told(TaskField.Kind),
        DateTimeOffset.TryParse(row.Told(TaskField.OccurredAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at) ? at : null,
        row.Says("IsDeleted"),
        fields.ToDictionary(field => field, field => row.Told(field), StringComparer.OrdinalIgnoreCase));
}
