using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds the HubSpot contact of a lead or contact: by the id that stands on it, else by address (O19, the other way round).</summary>
/// <remarks>
/// Merged records are followed to their master and converted leads to their contact. The id may still be that of the lead a contact was once, so
/// those leads are asked for too. Of several contacts with one id the one created last is taken, as R26 does.
/// </remarks>
internal sealed class WhoLinks
{
    private const string ContactIdProperty = "salesforcecontactid";
    private const string LeadIdProperty = "salesforceleadid";

    // Bounds memory: a run over more people asks again for some of them.
    private const int MaxRemembered = 100_000;

    private readonly ContactLinker _contacts;
    private readonly RecordFinder _finder;
    private readonly PersonReader _people;
    private readonly ConversionReader _conversions;
    private readonly string[] _ways;

    // By 18-character id.
    private readonly Dictionary<string, WhoLink> _known = [];

    public WhoLinks(ContactLinker contacts, RecordFinder finder, PersonReader people, ConversionReader conversions, string[] ways)
    {
        _contacts = contacts;
        _finder = finder;
        _people = people;
        _conversions = conversions;
        _ways = ways;
    }

    /// <summary>Returns who each id is.</summary>
    public async Task<Dictionary<string, WhoLink>> FindAsync(string[] whoIds, CancellationToken cancel)
    {
        if (_known.Count > MaxRemembered)
        {
            _known.Clear();
        }

        string[] unknown = [.. whoIds.Where(id => !_known.ContainsKey(id))];
        if (unknown.Length > 0)
        {
            await LearnAsync(unknown, cancel);
        }

        return whoIds.ToDictionary(id => id, id => _known[id]);
    }

    private async Task LearnAsync(string[] whoIds, CancellationToken cancel)
    {
        PersonMap people = await ReadAsync(whoIds, cancel);
        Dictionary<string, SalesforcePerson> living = whoIds
            .Select(id => (Id: id, Person: people.Living(id)))
            .Where(entry => entry.Person is not null)
            .ToDictionary(entry => entry.Id, entry => entry.Person!);
        ILookup<string, LeadConversion> conversions = (await _conversions.OfContactsAsync([.. living.Values.Select(person => person.Id)], cancel)).ToLookup(conversion => conversion.ContactId);
        Dictionary<string, ContactLink> found = [];
        foreach (string way in _ways)
        {
            SalesforcePerson[] open = [.. living.Values.DistinctBy(person => person.Id).Where(person => !found.ContainsKey(person.Id))];
            Dictionary<string, ContactLink> matches = way == LinkWay.Property ? await ByPropertyAsync(open, living, conversions, cancel) : await ByEmailAsync(open, cancel);
            foreach ((string id, ContactLink contact) in matches)
            {
                found[id] = contact;
            }
        }

        foreach (string id in whoIds)
        {
            _known[id] = living.TryGetValue(id, out SalesforcePerson? person)
                ? new WhoLink(found.GetValueOrDefault(person.Id), [.. conversions[person.Id].SelectMany(conversion => conversion.At)])
                : new WhoLink(null, []);
        }
    }

    // A merged record leads to its master, a converted lead to its contact, and that one may have been merged again.
    private async Task<PersonMap> ReadAsync(string[] whoIds, CancellationToken cancel)
    {
        PersonMap people = new();
        HashSet<string> asked = [.. whoIds];
        string[] next = whoIds;
        while (next.Length > 0)
        {
            people.Add(await _people.FindAsync(next, [], cancel));
            next = [.. people.UnreadOf(whoIds).Where(asked.Add)];
        }

        return people;
    }

    private async Task<Dictionary<string, ContactLink>> ByPropertyAsync(
        SalesforcePerson[] people, Dictionary<string, SalesforcePerson> living, ILookup<string, LeadConversion> conversions, CancellationToken cancel)
    {
        // The ids under which HubSpot may know a person: its own, those that lead to it, and the leads it was.
        List<(string Id, string PersonId)> names = [.. people.Select(person => (person.Id, person.Id)), .. living.Select(entry => (entry.Key, entry.Value.Id))];
        names.AddRange(people.SelectMany(person => conversions[person.Id]).Select(conversion => (conversion.LeadId, conversion.ContactId)));
        HashSet<string> open = [.. people.Select(person => person.Id)];
        ILookup<string, string> ids = names.Where(name => open.Contains(name.PersonId)).Distinct().ToLookup(name => name.PersonId, name => name.Id);

        string[] all = [.. ids.SelectMany(person => person).Distinct()];
        ILookup<string, string> asContacts = await FindAsync(ContactIdProperty, PersonReader.ContactPrefix, all, cancel);
        ILookup<string, string> asLeads = await FindAsync(LeadIdProperty, PersonReader.LeadPrefix, all, cancel);
        Dictionary<string, ContactLink> links = await LinksAsync([.. asContacts.Concat(asLeads).SelectMany(match => match).Distinct()], cancel);

        Dictionary<string, ContactLink> found = [];
        foreach (IGrouping<string, string> person in ids)
        {
            // The id of the contact before that of a lead it was: after a conversion both may still be there.
            ContactLink? best = Newest(person.SelectMany(id => asContacts[id]), links) ?? Newest(person.SelectMany(id => asLeads[id]), links);
            if (best is not null)
            {
                found[person.Key] = Of(best, people.First(each => each.Id == person.Key), LinkWay.Property);
            }
        }

        return found;
    }

    private async Task<Dictionary<string, ContactLink>> ByEmailAsync(SalesforcePerson[] people, CancellationToken cancel)
    {
        SalesforcePerson[] reachable = [.. people.Where(person => !string.IsNullOrWhiteSpace(person.Email))];
        ContactLink?[] contacts = await _contacts.FindAsync([.. reachable.Select(person => person.Email!.Trim())], cancel);
        return reachable.Zip(contacts)
            .Where(match => match.Second is not null)
            .ToDictionary(match => match.First.Id, match => Of(match.Second!, match.First, LinkWay.Email));
    }

    private Task<ILookup<string, string>> FindAsync(string property, string prefix, string[] ids, CancellationToken cancel)
        => _finder.FindAsync("contacts", property, [.. ids.Where(id => id.StartsWith(prefix, StringComparison.Ordinal))], cancel);

    private async Task<Dictionary<string, ContactLink>> LinksAsync(string[] contactIds, CancellationToken cancel)
    {
        ContactLink?[] links = await _contacts.FindAsync(contactIds, cancel);
        return contactIds.Zip(links).Where(entry => entry.Second is not null).ToDictionary(entry => entry.First, entry => entry.Second!);
    }

    private static ContactLink? Newest(IEnumerable<string> contactIds, Dictionary<string, ContactLink> links)
        => contactIds.Select(id => links.GetValueOrDefault(id)).OfType<ContactLink>()
            .OrderBy(link => link.IsOutsideInclusionList)
            .ThenByDescending(link => link.CreatedAt)
            .ThenByDescending(link => link.ObjectId)
            .FirstOrDefault();

    // A contact of HubSpot may stand for two people of Salesforce who share an address: here it stands for the one who was asked for.
    private static ContactLink Of(ContactLink contact, SalesforcePerson person, string way)
        => contact.SalesforceId == person.Id ? contact : contact with { SalesforceId = person.Id, SalesforceType = person.Type, LinkedBy = way };
}
