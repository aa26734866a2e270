using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>What is in the org from its first day: itself, its integration user with profile and permission set, the task statuses.</summary>
internal static class OrgFoundation
{
    /// <summary>The id of the org.</summary>
    public const string OrganizationId = "00Dsim000000001EAA";

    /// <summary>The id of the integration user.</summary>
    public const string IntegrationUserId = "005sim000000001AAA";

    /// <summary>The name the integration user logs in with.</summary>
    public const string IntegrationUsername = "integration@simulator.example";

    private const string ProfileId = "00esim000000001AAA";

    /// <summary>When the org was founded: the age of records that tell none. They stay as old when other records are moved.</summary>
    public static DateTimeOffset Day { get; } = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Puts the first records in.</summary>
    public static void Lay(RecordStore store)
    {
        Put(store, "Organization", OrganizationId, ("Name", "Simulator"), ("OrganizationType", "Developer Edition"), ("InstanceName", "SIM1"),
            ("TimeZoneSidKey", "GMT"), ("DefaultLocaleSidKey", "en_US"), ("LanguageLocaleKey", "en_US"));
        Put(store, "Profile", ProfileId, ("Name", "Minimum Access - API Only Integrations"), ("UserType", "Standard"));
        Put(store, "User", IntegrationUserId, ("Username", IntegrationUsername), ("Email", IntegrationUsername), ("LastName", "Integration"),
            ("Name", "Integration"), ("Alias", "integr"), ("IsActive", true), ("UserType", "Standard"), ("TimeZoneSidKey", "GMT"), ("ProfileId", ProfileId));

        string profileSet = Put(store, "PermissionSet", null, ("Name", "X00esim000000001AAA"), ("Label", "X00esim000000001AAA"),
            ("IsOwnedByProfile", true), ("ProfileId", ProfileId));
        string integrationSet = Put(store, "PermissionSet", null, ("Name", "Integration"), ("Label", "Integration"), ("IsCustom", true));
        Put(store, "PermissionSetAssignment", null, ("PermissionSetId", profileSet), ("AssigneeId", IntegrationUserId));
        Put(store, "PermissionSetAssignment", null, ("PermissionSetId", integrationSet), ("AssigneeId", IntegrationUserId));

        AddMeanings(store, "TaskStatus", "Status", "IsClosed", "Completed");
        AddMeanings(store, "TaskPriority", "Priority", "IsHighPriority", "High");
        store.Unit.Settle();
    }

    private static void AddMeanings(RecordStore store, string type, string field, string flag, string flagged)
    {
        int place = 0;
        foreach (PicklistValue value in store.Catalogue["Task"][field].Values)
        {
            Put(store, type, null, ("MasterLabel", value.Value), ("ApiName", value.Value), ("SortOrder", (long)++place),
                ("IsDefault", value.IsDefault), (flag, value.Value == flagged));
        }
    }

    private static string Put(RecordStore store, string type, string? id, params (string Field, object Value)[] values)
    {
        Row row = new(store.Catalogue[type], id ?? store[type].NextId());
        foreach ((string field, object value) in values)
        {
            row[field] = value;
        }

        ServerFields.Complete(row, store);
        store.Add(row);
        return row.Id;
    }
}
