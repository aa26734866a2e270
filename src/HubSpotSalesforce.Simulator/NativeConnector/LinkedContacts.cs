using HubSpotSalesforce.Simulator.HubSpot;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.NativeConnector;

/// <summary>Which HubSpot contact is which person in Salesforce, by the ids the integration keeps on contacts.</summary>
internal sealed class LinkedContacts
{
    private readonly Dictionary<string, CrmRecord> _contacts = new(StringComparer.Ordinal);
    private readonly HubSpotPortal _portal;
    private readonly CrmTable _table;

    /// <summary>Looks at all contacts of a portal, as they are now.</summary>
    public LinkedContacts(HubSpotPortal portal)
    {
        _portal = portal;
        _table = portal.Table(CrmObjectType.Require("contacts"));
        foreach (CrmRecord contact in _table.Records)
        {
            if (!contact.IsArchived && PersonOf(contact) is { } person)
            {
                _contacts[person] = contact;
            }
        }
    }

    /// <summary>The contact of a person; null when none is linked.</summary>
    public CrmRecord? Of(string? person) => person is null ? null : _contacts.GetValueOrDefault(person);

    /// <summary>The contact on whose person an activity's one task goes, and that person: the newest that is linked; null when none is.</summary>
    public (CrmRecord Contact, string Person)? Newest(CrmRecord activity) => _portal.LinksOf(activity, _table.Type)
        .Select(id => _table.Find(id)!)
        .Select(contact => (Contact: contact, Person: PersonOf(contact)))
        .Where(link => link.Person is not null)
        .OrderByDescending(link => (link.Contact.CreatedAt, link.Contact.Id))
        .Select(link => ((CrmRecord, string)?)(link.Contact, link.Person!))
        .FirstOrDefault();

    private static string? PersonOf(CrmRecord contact) => Id(contact.Value("salesforcecontactid")) ?? Id(contact.Value("salesforceleadid"));

    private static string? Id(string? text) => text is null ? null : RecordId.Normalise(text);
}
