using static HubSpotSalesforce.Simulator.Salesforce.Schema.FieldList;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>Users, their rights, and what an administrator sets up.</summary>
internal static class SetupObjects
{
    /// <summary>Someone, or something, that logs in.</summary>
    public static ObjectType User() => new("User", "005", new FieldList
    {
        Id,
        Required("Username", 80) with { IdLookup = true, Unique = true, Indexed = true },
        Text("LastName", 80),
        Text("FirstName", 40),
        Server(Text("Name", 121)),
        Text("Alias", 8),
        Text("Title", 80),
        new Field("Phone", FieldType.Phone) { Length = 40 },
        new Field("Email", FieldType.Email) { Length = 128, Nillable = false, IdLookup = true, Indexed = true },
        Flag("IsActive", byDefault: true),
        Server(Text("UserType", 40)),
        Text("FederationIdentifier", 512),
        Reference("ProfileId", "Profile", "Profile"),
        Text("TimeZoneSidKey", 40),
        Audit,
    }) { Label = "User", Writable = false };

    /// <summary>A report, which the Analytics API alone makes and changes.</summary>
    public static ObjectType Report() => new("Report", "00O", new FieldList
    {
        Id,
        Server(Text("OwnerId", 18)),    // the folder, or the user whose own it is
        Text("FolderName", 256),
        Text("Name", 40),
        Text("Description", 255),
        Text("DeveloperName", 80),
        Text("Format", 40),
        IsDeleted,
        Audit,
    }) { Label = "Report", Writable = false };

    /// <summary>A folder of reports.</summary>
    public static ObjectType Folder() => new("Folder", "00l", new FieldList
    {
        Id, Text("Name", 80), Text("DeveloperName", 80), Text("Type", 40), Audit,
    }) { Label = "Folder", Writable = false };

    /// <summary>What a user may do at least.</summary>
    public static ObjectType Profile() => new("Profile", "00e", new FieldList { Id, Text("Name", 255), Text("UserType", 40), Audit })
    {
        Label = "Profile", Writable = false,
    };

    /// <summary>The company whose org this is.</summary>
    public static ObjectType Organization() => new("Organization", "00D", new FieldList
    {
        Id,
        Text("Name", 80),
        Text("OrganizationType", 40),
        Text("InstanceName", 5),
        Flag("IsSandbox"),
        Text("TimeZoneSidKey", 40),
        Text("DefaultLocaleSidKey", 40),
        Text("LanguageLocaleKey", 40),
        Audit,
    }) { Label = "Organization", Writable = false };

    /// <summary>What a status of a task means.</summary>
    public static ObjectType TaskStatus() => new("TaskStatus", "01L", new FieldList { Id, PicklistEntry, Flag("IsClosed"), Audit })
    {
        Label = "Task Status Value", Writable = false,
    };

    /// <summary>What a priority of a task means.</summary>
    public static ObjectType TaskPriority() => new("TaskPriority", "01W", new FieldList { Id, PicklistEntry, Flag("IsHighPriority"), Audit })
    {
        Label = "Task Priority Value", Writable = false,
    };

    /// <summary>Rights that are given on top of a profile.</summary>
    public static ObjectType PermissionSet() => new("PermissionSet", "0PS", new FieldList
    {
        Id,
        Required("Name", 80) with { Unique = true, Indexed = true },
        Required("Label", 80),
        Text("Description", 255),
        Server(Reference("ProfileId", "Profile", "Profile")),
        Server(Flag("IsOwnedByProfile")),
        Server(Flag("IsCustom", byDefault: true)),
        Audit,
    }) { Label = "Permission Set" };

    /// <summary>Who holds a permission set.</summary>
    public static ObjectType PermissionSetAssignment() => new("PermissionSetAssignment", "0Pa", new FieldList
    {
        Id,
        Reference("PermissionSetId", "PermissionSet", "PermissionSet", "PermissionSet ID") with { Nillable = false, Updateable = false },
        Reference("AssigneeId", "Assignee", "User", "Assignee ID") with { Nillable = false, Updateable = false },
        Server(Instant("SystemModstamp")),
    }) { Label = "Permission Set Assignment" };

    /// <summary>Whether the holders of a permission set see and edit a field.</summary>
    public static ObjectType FieldPermissions() => new("FieldPermissions", "01k", new FieldList
    {
        Id,
        Reference("ParentId", "Parent", "PermissionSet", "Parent ID") with { Nillable = false, Updateable = false },
        Required("SobjectType", 40, "Sobject Type Name") with { Updateable = false },
        Required("Field", 255, "Field Name") with { Updateable = false },
        Flag("PermissionsEdit"),
        Flag("PermissionsRead"),
        Server(Instant("SystemModstamp")),
    }) { Label = "Field Permissions" };

    /// <summary>A field that an administrator made, as the Tooling API shows it.</summary>
    public static ObjectType CustomField() => new("CustomField", "00N", new FieldList
    {
        Id,
        Text("DeveloperName", 40),
        Text("TableEnumOrId", 40),
        Text("NamespacePrefix", 15),
        Audit,
    }) { Label = "Custom Field", Tooling = true, Writable = false };

    private static IEnumerable<Field> PicklistEntry { get; } =
    [
        Text("MasterLabel", 255),
        Text("ApiName", 255),
        new Field("SortOrder", FieldType.Int) { Length = 8 },
        Flag("IsDefault"),
    ];
}
