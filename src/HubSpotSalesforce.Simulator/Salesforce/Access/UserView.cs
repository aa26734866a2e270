using System.Diagnostics.CodeAnalysis;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Access;

/// <summary>The org as one user sees it: custom fields are there only with field-level security.</summary>
internal sealed class UserView
{
    private readonly RecordStore _store;
    private readonly Lazy<List<Dictionary<string, Row>>> _grants;

    /// <summary>Creates the view of a user.</summary>
    public UserView(RecordStore store, string userId)
    {
        _store = store;
        UserId = userId;
        _grants = new Lazy<List<Dictionary<string, Row>>>(Grants);
    }

    /// <summary>The user's id.</summary>
    public string UserId { get; }

    /// <summary>Looks a field up that the user sees.</summary>
    public bool TryGet(ObjectType type, string name, [NotNullWhen(true)] out Field? field)
    {
        if (type.TryGet(name, out field) && Sees(type, field))
        {
            return true;
        }

        field = null;
        return false;
    }

    /// <summary>Whether the field is there for the user at all.</summary>
    public bool Sees(ObjectType type, Field field) => !field.Custom || May(type, field, "PermissionsRead");

    /// <summary>Whether the user may write the field.</summary>
    public bool Edits(ObjectType type, Field field) => !field.Custom || May(type, field, "PermissionsEdit");

    // Task and Event share the fields, and a missing entry counts as off for both: [ObjRef-Task], read 2026-11-21.
    private bool May(ObjectType type, Field field, string right)
    {
        string own = $"{type.Name}.{field.Name}";
        string other = $"{(_store.Catalogue.Twin(type) ?? type).Name}.{field.Name}";
        return _grants.Value.Any(set => Grants(set, own, right) && Grants(set, other, right));
    }

    private static bool Grants(Dictionary<string, Row> set, string field, string right)
        => set.TryGetValue(field, out Row? entry) && entry[right] is true;

    private List<Dictionary<string, Row>> Grants()
    {
        HashSet<object?> sets = [.. _store["PermissionSetAssignment"].Rows
            .Where(row => Equals(row["AssigneeId"], UserId))
            .Select(row => row["PermissionSetId"])];
        return [.. _store["FieldPermissions"].Rows
            .Where(row => sets.Contains(row["ParentId"]))
            .GroupBy(row => row["ParentId"])
            .Select(set => set.ToDictionary(row => (string)row["Field"]!, StringComparer.OrdinalIgnoreCase))];
    }
}
