using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>What the org says of its Task object to the integration user.</summary>
public sealed class TaskDescribe
{
    private readonly Dictionary<string, JObject> _fields;
    private readonly string[] _closedStatuses;

    private TaskDescribe(Dictionary<string, JObject> fields, string[] closedStatuses)
    {
        _fields = fields;
        _closedStatuses = closedStatuses;
    }

    /// <summary>The values of the picklists, and the types of the fields.</summary>
    public TaskVocabulary Vocabulary => new(
        Values(TaskField.Type),
        Values(TaskField.Status),
        _closedStatuses,
        Values(TaskField.Priority),
        _fields.ToDictionary(entry => entry.Key, entry => entry.Value.Told("type") ?? "string", StringComparer.OrdinalIgnoreCase))
    { RequiresType = _fields.TryGetValue(TaskField.Type, out JObject? type) && IsRequired(type) };

    /// <summary>Reads it.</summary>
    public static async Task<TaskDescribe> ReadAsync(SalesforceClient client, CancellationToken cancel)
    {
        JObject describe = await client.GetAsync("/sobjects/Task/describe", cancel);
        Dictionary<string, JObject> fields = describe.Rows("fields")
            .DistinctBy(field => field.Need("name"), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(field => field.Need("name"), StringComparer.OrdinalIgnoreCase);
        List<string> closed = [];
        await foreach (JObject status in client.QueryAsync(Soql.Select("TaskStatus", "MasterLabel", "ApiName", "IsClosed").OrderBy("SortOrder"), withDeleted: false, cancel))
        {
            if (status.Says("IsClosed"))
            {
                closed.Add(status.Told("ApiName") ?? status.Need("MasterLabel"));
            }
        }

        return closed.Count > 0
            ? new TaskDescribe(fields, [.. closed])
            : throw new SyncException(FaultKind.OrgUnready, "TaskStatus", "The org has no closed task status, so nothing that happened could be recorded as done. Add one under Setup > Object Manager > Task > Status.");
    }

    /// <summary>Whether the integration user sees a field.</summary>
    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>Stops before anything is written when the org is not set up for it (O17).</summary>
    /// <param name="templated">Further fields the settings map, by API name, each with the settings key that names it.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.FieldMissing"/>, <see cref="FaultKind.FieldNotWritable"/>, <see cref="FaultKind.OrgUnready"/>.</exception>
    public void Verify(IReadOnlyDictionary<string, string> templated)
    {
        foreach (CustomField field in CustomField.All)
        {
            VerifyWritable(field.Name, "Run Initialize-SalesforceOrg (init-org), which creates the fields and the rights to them.");
        }

        foreach ((string field, string key) in templated)
        {
            VerifyWritable(field, $"The settings name it under {key}: correct the name, or create the field.");
        }

        VerifyKey(_fields[TaskField.Key]);
        VerifyRequired(templated);
    }

    private void VerifyWritable(string name, string next)
    {
        if (!_fields.TryGetValue(name, out JObject? field))
        {
            throw new SyncException(FaultKind.FieldMissing, $"Task.{name}", $"Salesforce has no field Task.{name}, or the integration user may not see it. {next}");
        }

        if (!field.Says("createable"))
        {
            throw new SyncException(FaultKind.FieldNotWritable, $"Task.{name}", $"The integration user may not write Task.{name}. {next}");
        }
    }

    private static void VerifyKey(JObject key)
    {
        bool isFit = key.Says("externalId")
            && key.Says("unique")
            && key.Says("caseSensitive")
            && key.Whole("length") >= ActivityKey.MaxLength;
        if (!isFit)
        {
            throw new SyncException(
                FaultKind.OrgUnready,
                $"Task.{TaskField.Key}",
                $"Task.{TaskField.Key} must be an external id, unique, case-sensitive and at least {ActivityKey.MaxLength} characters long: without that an activity could be written twice. Change the field in Setup, or delete it and run Initialize-SalesforceOrg (init-org).");
        }
    }

    private void VerifyRequired(IReadOnlyDictionary<string, string> templated)
    {
        string[] known = [TaskField.Subject, TaskField.Status, TaskField.OwnerId, TaskField.WhoId, TaskField.ActivityDate, TaskField.Description, .. CustomField.All.Select(field => field.Name)];
        foreach ((string name, JObject field) in _fields)
        {
            if (IsRequired(field) && !known.Contains(name, StringComparer.OrdinalIgnoreCase) && !templated.ContainsKey(name) && name != TaskField.Type)
            {
                throw new SyncException(
                    FaultKind.OrgUnready,
                    $"Task.{name}",
                    $"The org requires Task.{name} and gives it no default, so every task would be refused. Map it under timeline.kinds.<kind>.fields, or give it a default in Setup.");
            }
        }
    }

    private static bool IsRequired(JObject field)
        => field["nillable"] is JValue { Value: false }
            && !field.Says("defaultedOnCreate")
            && field.Says("createable")
            && field.Told("type") is not "boolean";

    private string[] Values(string field)
        => _fields.TryGetValue(field, out JObject? described) && described["picklistValues"] is JArray values
            ? [.. values.Where(value => value.At("active") is not JValue { Value: false }).Select(value => value.Need("value"))]
            : [];
}
