using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>The part of the Tooling API that makes custom fields.</summary>
/// <remarks>[Help-ExtId] and the Metadata API's CustomField, read 2026-11-21.</remarks>
internal sealed partial class ToolingEndpoints
{
    private const int LongestText = 255;

    private readonly RecordStore _store;
    private readonly CustomFields _customFields;
    private readonly WriteLog _log;

    /// <summary>Creates the endpoints.</summary>
    public ToolingEndpoints(RecordStore store, CustomFields customFields, WriteLog log)
    {
        _store = store;
        _customFields = customFields;
        _log = log;
    }

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes) => routes.Add("POST", "/tooling/sobjects/CustomField", Create);

    private ApiAnswer Create(ApiRequest request)
    {
        string fullName = (request.Object["FullName"] as JsonValue)?.ToString() ?? "";
        Match parts = FullName().Match(fullName);
        if (!parts.Success)
        {
            throw new ApiFault(400, "FIELD_INTEGRITY_EXCEPTION", $"FullName must name an object and a custom field, such as Activity.Name__c: {fullName}", "FullName");
        }

        if (request.Object["Metadata"] is not JsonObject metadata)
        {
            throw new ApiFault(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Metadata]", "Metadata");
        }

        string definedOn = parts.Groups["object"].Value;
        string name = parts.Groups["field"].Value;
        IReadOnlyList<ObjectType> bearers = _store.Catalogue.Bearers(definedOn);
        // Task and Event have no custom fields of their own: [ObjRef-Task], read 2026-11-21.
        if (bearers.Count == 0 || definedOn is "Task" or "Event")
        {
            throw new ApiFault(400, "INVALID_CROSS_REFERENCE_KEY", $"Entity Enumeration Or ID: bad value for restricted picklist field: {definedOn}", "FullName");
        }

        Field field = Checked(CustomFields.Define(name, metadata), metadata);
        if (bearers.Any(type => type.TryGet(name, out _)))
        {
            throw new ApiFault(400, "DUPLICATE_DEVELOPER_NAME", $"There is already a field named {name[..^3]} on {definedOn}.", "DeveloperName");
        }

        string id = _customFields.Add(definedOn, field);
        _log.Add("salesforce", "create", "CustomField", id, request.Object, _store.Now);
        return new ApiAnswer(
            201,
            new JsonObject { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray(), ["warnings"] = new JsonArray(), ["infos"] = new JsonArray() },
            $"{request.Root}/tooling/sobjects/CustomField/{id}");
    }

    private static Field Checked(Field? field, JsonObject metadata)
    {
        if (field is null)
        {
            throw new ApiFault(400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"Type: bad value for restricted picklist field: {metadata["type"]}", "Metadata");
        }

        if (metadata["label"] is null)
        {
            throw new ApiFault(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [MasterLabel]", "Metadata");
        }

        if (field.Type == FieldType.String && field.Length is < 1 or > LongestText)
        {
            throw new ApiFault(400, "FIELD_INTEGRITY_EXCEPTION", $"Length must be between 1 and {LongestText} for a Text field", "Metadata");
        }

        // [Help-ExtId] allows text, number, email and auto-number, read 2026-11-21; look-ups here are by text.
        return (field.ExternalId || field.Unique) && field.Type is not (FieldType.String or FieldType.Email)
            ? throw new ApiFault(400, "FIELD_INTEGRITY_EXCEPTION", $"Cannot have an external id or unique field of type {metadata["type"]} here", "Metadata")
            : field;
    }

    [GeneratedRegex("^(?<object>[A-Za-z][A-Za-z0-9_]*)\\.(?<field>[A-Za-z][A-Za-z0-9_]*__c)$")]
    private static partial Regex FullName();
}
