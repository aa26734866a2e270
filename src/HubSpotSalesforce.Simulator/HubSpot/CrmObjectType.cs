namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>One type of CRM record.</summary>
/// <param name="Name">The name in paths, plural, such as <c>calls</c>.</param>
/// <param name="TypeId">The object type id, such as <c>0-48</c>.</param>
/// <param name="Singular">The name in association types and messages, such as <c>call</c>.</param>
/// <param name="IsActivity">Whether it is an engagement: those need <c>hs_timestamp</c> and share their properties.</param>
internal sealed record CrmObjectType(string Name, string TypeId, string Singular, bool IsActivity)
{
    private static readonly CrmObjectType[] Types =
    [
        new("contacts", "0-1", "contact", false),
        new("companies", "0-2", "company", false),
        new("deals", "0-3", "deal", false),
        new("tickets", "0-5", "ticket", false),
        new("calls", "0-48", "call", true),
        new("emails", "0-49", "email", true),
        new("meetings", "0-47", "meeting_event", true),
        new("notes", "0-46", "note", true),
        new("tasks", "0-27", "task", true),
        new("communications", "0-18", "communication", true),
        new("postal_mail", "0-116", "postal_mail", true),
    ];

    private static readonly Dictionary<string, CrmObjectType> ByName = Names();

    /// <summary>All types a portal has.</summary>
    public static IReadOnlyList<CrmObjectType> All => Types;

    /// <summary>The property with the creation date.</summary>
    public string CreateDate => IsActivity ? "hs_createdate" : "createdate";

    /// <summary>The property with the date of the last change; contacts alone spell it without the prefix.</summary>
    public string LastModified => Name == "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";

    /// <summary>The group of properties that every account has for the type.</summary>
    public string PropertyGroup => $"{(Name == "meetings" ? "meeting" : Singular)}information";

    /// <summary>The scopes a token needs to read; all of them.</summary>
    public IReadOnlyList<string> ReadScopes => Scopes("read");

    /// <summary>The scopes a token needs to write; all of them.</summary>
    public IReadOnlyList<string> WriteScopes => Scopes("write");

    /// <summary>Properties of an answer to a request that named none.</summary>
    public IReadOnlyList<string> DefaultProperties => Name switch
    {
        "contacts" => ["email", "firstname", "lastname"],
        "companies" => ["domain", "name"],
        _ => [],
    };

    /// <summary>Finds a type by name (plural or singular) or type id; null when there is none.</summary>
    public static CrmObjectType? Find(string nameOrId) => ByName.GetValueOrDefault(nameOrId);

    /// <summary>Finds a type as a path names it.</summary>
    /// <exception cref="HubSpotRefusal">400 for a name that no type has.</exception>
    public static CrmObjectType Require(string nameOrId)
        => Find(nameOrId) ?? throw HubSpotRefusal.Invalid($"Unable to infer object type from: {nameOrId}");

    private static Dictionary<string, CrmObjectType> Names()
    {
        Dictionary<string, CrmObjectType> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (CrmObjectType type in Types)
        {
            names[type.Name] = names[type.TypeId] = names[type.Singular] = type;
        }

        names["meeting"] = names["meetings"];
        return names;
    }

    // The activities have no scopes of their own; e-mails need a second one (OpenAPI file of 2026-09, emails).
    private string[] Scopes(string verb)
    {
        string scope = IsActivity || Name == "contacts" ? $"crm.objects.contacts.{verb}" : $"crm.objects.{Name}.{verb}";
        return Name == "emails" ? [scope, "sales-email-read"] : [scope];
    }
}
