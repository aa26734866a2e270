using HubSpotSalesforce.Simulator.Salesforce.Records;
using static HubSpotSalesforce.Simulator.Salesforce.Schema.FieldList;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>The people and companies an activity can belong to.</summary>
internal static class CustomerObjects
{
    /// <summary>A person of a customer.</summary>
    public static ObjectType Contact() => new("Contact", "003", new FieldList
    {
        Id,
        IsDeleted,
        Server(Reference("MasterRecordId", "MasterRecord", "Contact")),
        Reference("AccountId", "Account", "Account", "Account ID"),
        Person,
        Text("Department", 80),
        Owner(),
        Text("LeadSource", 255),
        Audit,
    }) { Label = "Contact" };

    /// <summary>A person who may become a customer.</summary>
    public static ObjectType Lead() => new("Lead", "00Q", new FieldList
    {
        Id,
        IsDeleted,
        Server(Reference("MasterRecordId", "MasterRecord", "Lead")),
        Person,
        Required("Company", 255),
        Text("LeadSource", 255),
        Picklist("Status", 255, "Lead Status", "*Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted")
            with { Nillable = false },
        OwnerOfAny("Owner ID"),
        Server(Flag("IsConverted")),
        Server(new Field("ConvertedDate", FieldType.Date)),
        Server(Reference("ConvertedAccountId", "ConvertedAccount", "Account")),
        Server(Reference("ConvertedContactId", "ConvertedContact", "Contact")),
        Server(Reference("ConvertedOpportunityId", "ConvertedOpportunity", "Opportunity")),
        Audit,
    }) { Label = "Lead" };

    /// <summary>A company.</summary>
    public static ObjectType Account() => new("Account", "001", new FieldList
    {
        Id,
        IsDeleted,
        Required("Name", 255, "Account Name"),
        Text("Type", 255),
        Text("Industry", 255),
        new Field("Phone", FieldType.Phone) { Length = 40 },
        new Field("Website", FieldType.Url) { Length = 255 },
        Text("BillingCity", 40),
        Text("BillingCountry", 80),
        new Field("NumberOfEmployees", FieldType.Int) { Length = 8 },
        new Field("Description", FieldType.Textarea) { Length = 32_000 },
        Owner(),
        Audit,
    }) { Label = "Account" };

    /// <summary>A deal.</summary>
    public static ObjectType Opportunity() => new("Opportunity", "006", new FieldList
    {
        Id,
        IsDeleted,
        Reference("AccountId", "Account", "Account", "Account ID"),
        Required("Name", 120),
        Required("StageName", 255, "Stage"),
        new Field("Amount", FieldType.Double),
        new Field("CloseDate", FieldType.Date) { Nillable = false, Label = "Close Date" },
        Text("Type", 255),
        new Field("Description", FieldType.Textarea) { Length = 32_000 },
        Owner(),
        Audit,
    }) { Label = "Opportunity" };

    /// <summary>A customer's question or trouble.</summary>
    public static ObjectType Case() => new("Case", "500", new FieldList
    {
        Id,
        IsDeleted,
        Server(Text("CaseNumber", 30)),
        Reference("ContactId", "Contact", "Contact", "Contact ID"),
        Reference("AccountId", "Account", "Account", "Account ID"),
        Text("Subject", 255),
        Picklist("Status", 255, "Status", "*New", "Working", "Escalated", "Closed") with { Nillable = false },
        Picklist("Priority", 255, "Priority", "High", "*Medium", "Low"),
        new Field("Description", FieldType.Textarea) { Length = 32_000 },
        OwnerOfAny("Owner ID"),
        Audit,
    }) { Label = "Case" };

    private static IEnumerable<Field> Person { get; } =
    [
        Required("LastName", 80, "Last Name"),
        Text("FirstName", 40),
        Computed(Text("Name", 121) with { Nillable = false }, (row, _) => FullName(row)),
        Text("Title", 128),
        new Field("Phone", FieldType.Phone) { Length = 40 },
        new Field("MobilePhone", FieldType.Phone) { Length = 40 },
        new Field("Email", FieldType.Email) { Length = 80, IdLookup = true, Indexed = true },
    ];

    private static string FullName(Row row) => $"{row["FirstName"]} {row["LastName"]}".Trim();
}
