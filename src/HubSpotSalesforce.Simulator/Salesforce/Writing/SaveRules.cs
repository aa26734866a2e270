using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>What an administrator demands of every record beyond what the platform does.</summary>
internal sealed class SaveRules
{
    private readonly HashSet<(string Type, string Field)> _required = [];
    private readonly Dictionary<(string Type, string Field, string Value), (string Code, string Message, bool IsOfAll)> _refused = [];
    private readonly List<Func<string, JsonObject, (string Code, string Message)?>> _rules = [];

    /// <summary>Makes a field required.</summary>
    public void Require(string type, string field) => _required.Add((type, field));

    /// <summary>Whether a field was made required: describe shows it as not nillable.</summary>
    public bool IsRequired(string type, string field) => _required.Contains((type, field));

    /// <summary>Makes no field required any more.</summary>
    public void RequireNothing() => _required.Clear();

    /// <summary>Adds a validation rule.</summary>
    public void Add(Func<string, JsonObject, (string Code, string Message)?> rule) => _rules.Add(rule);

    /// <summary>Refuses records with a value in a field; a later refusal of the same takes its place.</summary>
    public void Refuse(string type, string field, string value, string code, string message, bool isOfAll) => _refused[(type, field, value)] = (code, message, isOfAll);

    /// <summary>Drops all validation rules.</summary>
    public void Clear()
    {
        _refused.Clear();
        _rules.Clear();
    }

    /// <summary>Holds the rules against a record as it would be saved.</summary>
    /// <exception cref="RowRefusal">A rule is broken.</exception>
    public void Check(Row row, DateTimeOffset now)
    {
        string[] missing = [.. _required.Where(rule => rule.Type == row.Type.Name && row[rule.Field] is null).Select(rule => rule.Field)];
        if (missing.Length > 0)
        {
            throw FieldChecks.Missing(missing);
        }

        foreach (((string type, string name, string value), (string code, string message, bool isOfAll)) in _refused)
        {
            if (type == row.Type.Name && row.Type.TryGet(name, out Field? field)
                && FieldValue.ToJson(row.Read(field, now))?.ToString() == value)
            {
                throw new RowRefusal(code, message) { IsOfAll = isOfAll };
            }
        }

        if (_rules.Count > 0)
        {
            JsonObject record = RecordJson.Full(row, now);
            foreach (Func<string, JsonObject, (string Code, string Message)?> rule in _rules)
            {
                if (rule(row.Type.Name, record) is (string code, string message))
                {
                    throw new RowRefusal(code, message);
                }
            }
        }
    }
}
