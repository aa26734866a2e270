using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>What the platform demands of field permissions and of assignments of permission sets.</summary>
internal static class SetupRules
{
    /// <summary>Holds the rules against a record as it would be saved.</summary>
    /// <exception cref="RowRefusal">A rule is broken.</exception>
    public static void Check(Row row, RecordStore store)
    {
        switch (row.Type.Name)
        {
            case "FieldPermissions":
                CheckField(row, store.Catalogue);
                RefuseTwin(row, store, "ParentId", "Field");
                break;
            case "PermissionSetAssignment":
                RefuseTwin(row, store, "AssigneeId", "PermissionSetId");
                break;
        }
    }

    private static void CheckField(Row row, Catalogue catalogue)
    {
        string type = (string)row["SobjectType"]!;
        string name = (string)row["Field"]!;
        if (!catalogue.TryGet(type, out ObjectType? holder))
        {
            throw new RowRefusal(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"Sobject Type Name: bad value for restricted picklist field: {type}", "SobjectType");
        }

        // Field-level security is given as Type.Field, for fields of that type; standard activity fields have none.
        if (!name.StartsWith(holder.Name + ".", StringComparison.OrdinalIgnoreCase)
            || !holder.TryGet(name[(holder.Name.Length + 1)..], out Field? field)
            || !field.Custom)
        {
            throw new RowRefusal("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"Field Name: bad value for restricted picklist field: {name}", "Field");
        }

        if (row["PermissionsEdit"] is true && row["PermissionsRead"] is not true)
        {
            throw new RowRefusal("FIELD_INTEGRITY_EXCEPTION", $"Permission Edit {name} depends on permission(s): Read {name}", "PermissionsEdit");
        }
    }

    private static void RefuseTwin(Row row, RecordStore store, string first, string second)
    {
        Row? twin = store[row.Type].Rows.FirstOrDefault(other =>
            other.Id != row.Id && Equals(other[first], row[first]) && Equals(other[second], row[second]));
        if (twin is not null)
        {
            throw new RowRefusal(
                "DUPLICATE_VALUE", $"duplicate value found: {first} duplicates value on record with id: {twin.Id[..15]}", first, second);
        }
    }
}
