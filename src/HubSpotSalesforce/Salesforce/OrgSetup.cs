using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Prepares an org: the custom fields, and a permission set that gives the integration user the right to them.</summary>
/// <remarks>
/// Custom fields of tasks are defined on Activity and show on Task and Event; field-level security must be given for both
/// together, a missing one counts as off for both (ObjRef-Task, read 2026-11-21).
/// </remarks>
public sealed class OrgSetup : ISetup
{
    /// <summary>The permission set's API name.</summary>
    public const string PermissionSet = "HubSpotSalesforce_Sync";

    private static readonly string[] Objects = ["Task", "Event"];

    private readonly SalesforceClient _client;

    /// <summary>Creates a setup.</summary>
    public OrgSetup(SalesforceClient client) => _client = client;

    /// <summary>Returns the name of the field that a step is about; null where it is about the right to the fields.</summary>
    public static string? FieldOf(SetupStep step) => CustomField.All.FirstOrDefault(field => step.Target == $"Activity.{field.Name}")?.Name;

    /// <summary>Returns what the org has and lacks, in the order in which it has to be done; changes nothing.</summary>
    public async Task<IReadOnlyList<SetupStep>> PlanAsync(CancellationToken cancel)
    {
        await _client.SignInAsync(cancel);
        HashSet<string> existing = await FieldsAsync(cancel);
        TaskDescribe describe = await TaskDescribe.ReadAsync(_client, cancel);
        List<SetupStep> steps =
        [
            .. CustomField.All.Select(field => SetupStep.Of(
                $"Activity.{field.Name}",
                $"Create the field {Described(field)} on Activity.",
                $"Created the field {Described(field)} on Activity.",
                existing.Contains(field.DeveloperName))),
        ];
        string[] hidden = [.. CustomField.All.Where(field => !describe.Has(field.Name)).Select(field => field.Name)];
        string rights = $"read and edit {string.Join(", ", CustomField.All.Select(field => field.Name))} on Task and Event, through the permission set {PermissionSet}.";
        steps.Add(SetupStep.Of($"PermissionSet {PermissionSet}", $"Let the integration user {rights}", $"The integration user may now {rights}", hidden.Length == 0));
        return steps;
    }

    /// <inheritdoc/>
    public async Task<SetupStep> ApplyAsync(SetupStep step, CancellationToken cancel)
    {
        try
        {
            if (CustomField.All.FirstOrDefault(field => step.Target == $"Activity.{field.Name}") is { } field)
            {
                await CreateAsync("/tooling/sobjects/CustomField", new JObject { ["FullName"] = $"Activity.{field.Name}", ["Metadata"] = field.Metadata }, cancel);
            }
            else
            {
                await GrantAsync(cancel);
            }

            return step.Taken();
        }
        catch (SyncException refused) when (refused.Kind is FaultKind.UnexpectedAnswer or FaultKind.RecordRejected or FaultKind.FieldMissing or FaultKind.OrgUnready)
        {
            return step.Refused(refused.Message);
        }
    }

    private async Task<HashSet<string>> FieldsAsync(CancellationToken cancel)
    {
        Soql soql = Soql.Select("CustomField", "Id", "DeveloperName").In("DeveloperName", CustomField.All.Select(field => field.DeveloperName));
        return [.. (await _client.QueryToolingAsync(soql, cancel)).Select(field => field.Need("DeveloperName"))];
    }

    private async Task GrantAsync(CancellationToken cancel)
    {
        string set = await FirstIdAsync(Soql.Select("PermissionSet", "Id").Is("Name", PermissionSet), cancel)
            ?? await CreateAsync("/sobjects/PermissionSet", new JObject { ["Name"] = PermissionSet, ["Label"] = "HubSpotSalesforce sync" }, cancel);
        HashSet<string> granted = [];
        await foreach (JObject permission in _client.QueryAsync(Soql.Select("FieldPermissions", "Field", "SobjectType").Is("ParentId", set), withDeleted: false, cancel))
        {
            granted.Add(permission.Need("Field"));
        }

        JObject[] missing =
        [
            .. CustomField.All
                .SelectMany(field => Objects.Select(type => (Type: type, Field: $"{type}.{field.Name}")))
                .Where(right => !granted.Contains(right.Field))
                .Select(right => new JObject
                {
                    ["attributes"] = new JObject { ["type"] = "FieldPermissions" },
                    ["ParentId"] = set,
                    ["SobjectType"] = right.Type,
                    ["Field"] = right.Field,
                    ["PermissionsRead"] = true,
                    ["PermissionsEdit"] = true,
                }),
        ];
        if (missing.Length > 0)
        {
            await CreateTogetherAsync(missing, cancel);
        }

        if (await FirstIdAsync(Soql.Select("PermissionSetAssignment", "Id").Is("AssigneeId", _client.UserId).Is("PermissionSetId", set), cancel) is null)
        {
            await CreateAsync("/sobjects/PermissionSetAssignment", new JObject { ["AssigneeId"] = _client.UserId, ["PermissionSetId"] = set }, cancel);
        }
    }

    // All or none: half of the rights would count as none, and look like some.
    private async Task CreateTogetherAsync(JObject[] records, CancellationToken cancel)
    {
        JObject body = new() { ["allOrNone"] = true, ["records"] = new JArray(records.Cast<object>().ToArray()) };
        JArray rows = (await _client.SendAsync(HttpMethod.Post, "/composite/sobjects", body, cancel)).Body as JArray ?? [];
        JToken? error = rows.Where(row => !row.Says("success"))
            .Select(row => (row["errors"] as JArray)?.FirstOrDefault())
            .FirstOrDefault(error => error.Told("statusCode") != "ALL_OR_NONE_OPERATION_ROLLED_BACK");
        if (error is not null)
        {
            throw SalesforceFault.OfRow(error.Told("statusCode") ?? "UNKNOWN_EXCEPTION", error.Told("message") ?? "", "FieldPermissions");
        }
    }

    private async Task<string> CreateAsync(string path, JObject body, CancellationToken cancel)
        => (await _client.SendAsync(HttpMethod.Post, path, body, cancel)).Body.Told("id")
            ?? throw new SyncException(FaultKind.UnexpectedAnswer, path, $"Salesforce answered the creation at {path} without an id. Look in Setup whether it is there, then run again.");

    private async Task<string?> FirstIdAsync(Soql soql, CancellationToken cancel)
    {
        await foreach (JObject record in _client.QueryAsync(soql.Limit(1), withDeleted: false, cancel))
        {
            return record.Told("Id");
        }

        return null;
    }

    private static string Described(CustomField field)
        => $"{field.Name} ({field.Metadata["type"]}{(field.Length > 0 ? $" {field.Length}" : "")}{(field.IsKey ? ", external id, unique, case-sensitive" : "")})";

}
