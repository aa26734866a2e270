namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The ids HubSpot gives its own association types; the direction matters.</summary>
/// <remarks>HubSpot developer docs, Associations v4, HubSpot defined associationTypeId values, read 2026-11-21.</remarks>
internal static class AssociationTypes
{
    private static readonly Dictionary<(string From, string To), int> Ids = new()
    {
        [("calls", "contacts")] = 194,
        [("calls", "companies")] = 182,
        [("calls", "deals")] = 206,
        [("calls", "tickets")] = 220,
        [("emails", "contacts")] = 198,
        [("emails", "companies")] = 186,
        [("emails", "deals")] = 210,
        [("emails", "tickets")] = 224,
        [("meetings", "contacts")] = 200,
        [("meetings", "companies")] = 188,
        [("meetings", "deals")] = 212,
        [("meetings", "tickets")] = 226,
        [("notes", "contacts")] = 202,
        [("notes", "companies")] = 190,
        [("notes", "deals")] = 214,
        [("notes", "tickets")] = 228,
        [("tasks", "contacts")] = 204,
        [("tasks", "companies")] = 192,
        [("tasks", "deals")] = 216,
        [("tasks", "tickets")] = 230,
        [("communications", "contacts")] = 81,
        [("communications", "companies")] = 87,
        [("communications", "deals")] = 85,
        [("communications", "tickets")] = 83,
        [("postal_mail", "contacts")] = 453,
        [("postal_mail", "companies")] = 459,
        [("postal_mail", "deals")] = 457,
        [("postal_mail", "tickets")] = 455,
        [("contacts", "companies")] = 279,
        [("companies", "contacts")] = 280,
        [("contacts", "deals")] = 4,
        [("deals", "contacts")] = 3,
        [("deals", "companies")] = 341,
        [("companies", "deals")] = 342,
        [("contacts", "tickets")] = 15,
        [("tickets", "contacts")] = 16,
        [("companies", "tickets")] = 340,
        [("tickets", "companies")] = 339,
        [("deals", "tickets")] = 27,
        [("tickets", "deals")] = 28,
        [("calls", "meetings")] = 399,
        [("meetings", "calls")] = 400,
    };

    /// <summary>The id of the unlabelled association of two types; null when they cannot be associated.</summary>
    /// <remarks>Back from an activity's side the ids are one lower: call to contact is 194, contact to call 193.</remarks>
    public static int? IdOf(CrmObjectType from, CrmObjectType to)
    {
        if (Ids.TryGetValue((from.Name, to.Name), out int id))
        {
            return id;
        }

        if (!to.IsActivity || !Ids.TryGetValue((to.Name, from.Name), out int back))
        {
            return null;
        }

        return to.Name is "communications" or "postal_mail" ? back + 1 : back - 1;
    }
}
