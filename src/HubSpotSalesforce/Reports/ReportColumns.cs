using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Reports;

/// <summary>The columns and filters that the org has for a type of report: names differ between types and orgs.</summary>
/// <remarks>Analytics REST API, report type describe, read 2026-11-21.</remarks>
internal sealed class ReportColumns
{
    private readonly string _type;
    private readonly HashSet<string> _columns;
    private readonly JObject _filters;

    private ReportColumns(string type, HashSet<string> columns, JObject filters)
    {
        _type = type;
        _columns = columns;
        _filters = filters;
    }

    /// <summary>Asks the org.</summary>
    public static async Task<ReportColumns> ReadAsync(SalesforceClient client, string type, CancellationToken cancel)
    {
        JObject metadata = (await client.GetAsync($"/analytics/reportTypes/{type}", cancel))["reportTypeMetadata"] as JObject ?? [];
        IEnumerable<string> columns = (metadata["categories"] as JArray ?? []).OfType<JObject>()
            .SelectMany(category => (category["columns"] as JObject ?? []).Properties())
            .Select(column => column.Name);
        return new ReportColumns(type, [.. columns], metadata["standardFilterInfos"] as JObject ?? []);
    }

    /// <summary>The day.</summary>
    public string Date => Require("DUE_DATE");

    /// <summary>The subject.</summary>
    public string Subject => Require("SUBJECT");

    /// <summary>Whom it is assigned to.</summary>
    public string Owner => Require("ASSIGNED");

    /// <summary>The status.</summary>
    public string Status => Require("STATUS");

    /// <summary>The task type.</summary>
    public string TaskType => Require("TASK_TYPE", "TYPE");

    /// <summary>The person's address.</summary>
    public string Email => Require("EMAIL");

    /// <summary>The account, of a lead the company.</summary>
    public string Account => _type == "LeadActivity" ? Require("COMPANY") : Require("ACCOUNT.NAME", "ACCOUNT_NAME", "ACCOUNT");

    /// <summary>The account's id.</summary>
    public string AccountId => Require("ACCOUNT_ID");

    /// <summary>The activity's key.</summary>
    public string Key => Custom(TaskField.Key);

    /// <summary>The activity's kind.</summary>
    public string Kind => Custom(TaskField.Kind);

    /// <summary>What a report shows, in order.</summary>
    public string[] Shown => [Subject, Date, Kind, Require("FIRST_NAME"), Require("LAST_NAME"), Email, Account, Owner, Status, TaskType, Key];

    /// <summary>The column of something that reports are grouped by.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.ReportInvalid"/>: Salesforce's reports cannot be grouped by it.</exception>
    public string GroupedBy(string name) => name.ToLowerInvariant() switch
    {
        "kind" => Kind,
        "owner" => Owner,
        "status" => Status,
        "tasktype" => TaskType,
        "account" => Account,
        "day" or "month" => Date,
        _ => throw new SyncException(FaultKind.ReportInvalid, name, $"A report in Salesforce cannot be grouped by '{name}'. Group it by kind, owner, status, taskType, account, day or month, or by none."),
    };

    /// <summary>The standard filter that has all of these values; null when the type has none. Its name is not documented, so it is known by what it offers.</summary>
    public string? StandardFilter(params string[] values) => _filters.Properties()
        .FirstOrDefault(filter => values.All(value => (filter.Value["options"] as JArray ?? []).Any(option => (option["name"] ?? option["value"])?.ToString() == value)))?.Name;

    private string Custom(string field) => Require($"Activity.{field}");

    private string Require(params string[] names) => names.FirstOrDefault(_columns.Contains)
        ?? throw new SyncException(
            FaultKind.FieldMissing,
            $"{_type}.{names[0]}",
            $"The report type {_type} has no column {string.Join(" or ", names)} in this org, or the integration user may not see it. "
            + (names[0].StartsWith("Activity.", StringComparison.Ordinal) ? "Run Initialize-SalesforceOrg (init-org), which creates the fields and the rights to them." : "Ask the org's administrator for the right to see it."));
}
