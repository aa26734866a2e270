using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds out which lead or contact in Salesforce each contact of an activity is, and since when.</summary>
/// <remarks>Asks for a thousand activities at once and remembers what it learned for the length of a run.</remarks>
public sealed class ContactLinker
{
    // Bounds memory: a run over more people asks again for some of them.
    private const int MaxRemembered = 100_000;

    private readonly ContactReader _contacts;
    private readonly PersonReader _people;
    private readonly LinkOptions _options;
    private readonly Dictionary<string, ContactLink?> _byId = [];
    private readonly Dictionary<string, ContactLink?> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a linker.</summary>
    public ContactLinker(ContactReader contacts, PersonReader people, LinkOptions options)
    {
        _contacts = contacts;
        _people = people;
        _options = options;
    }

    /// <summary>Returns each activity with its contacts, in the order of the activities.</summary>
    public async Task<LinkedActivity[]> LinkAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
    {
        if (_byId.Count + _byEmail.Count > MaxRemembered)
        {
            _byId.Clear();
            _byEmail.Clear();
        }

        string[] ids = [.. activities.SelectMany(activity => activity.ContactIds).Distinct().Where(id => !_byId.ContainsKey(id))];
        string[] emails =
        [
            .. activities.Where(activity => activity.ContactIds.Length == 0).Select(activity => activity.Email).OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase).Where(email => !_byEmail.ContainsKey(email)),
        ];
        IReadOnlyDictionary<string, HubSpotContact> byId = ids.Length == 0 ? new Dictionary<string, HubSpotContact>() : await _contacts.ByIdAsync(ids, cancel);
        IReadOnlyDictionary<string, HubSpotContact> byEmail = emails.Length == 0 ? new Dictionary<string, HubSpotContact>() : await _contacts.ByEmailAsync(emails, cancel);
        Dictionary<long, ContactLink> links = await ResolveAsync([.. byId.Values.Concat(byEmail.Values).DistinctBy(contact => contact.Id)], cancel);
        foreach (string id in ids)
        {
            _byId[id] = byId.TryGetValue(id, out HubSpotContact? contact) ? links[contact.Id] : null;
        }

        foreach (string email in emails)
        {
            _byEmail[email] = byEmail.TryGetValue(email, out HubSpotContact? contact) ? links[contact.Id] : null;
        }

        return [.. activities.Select(activity => new LinkedActivity(activity, ContactsOf(activity)))];
    }

    private ContactLink[] ContactsOf(Activity activity)
    {
        if (activity.ContactIds.Length > 0)
        {
            // Two old ids may name one survivor of a merge.
            return [.. activity.ContactIds.Select(id => _byId.GetValueOrDefault(id)).OfType<ContactLink>().DistinctBy(link => link.ObjectId)];
        }

        return activity.Email is { } email && _byEmail.GetValueOrDefault(email) is { } link ? [link] : [];
    }

    private async Task<Dictionary<long, ContactLink>> ResolveAsync(HubSpotContact[] contacts, CancellationToken cancel)
    {
        Dictionary<string, SalesforcePerson> people = _options.ByProperty
            ? await ReadFollowingAsync([.. contacts.SelectMany(IdsOf).Distinct()], cancel)
            : [];
        Dictionary<long, (SalesforcePerson Person, string By)> found = [];
        foreach (HubSpotContact contact in contacts)
        {
            SalesforcePerson? person = IdsOf(contact).Select(id => Living(people, id)).FirstOrDefault(living => living is not null);
            if (_options.ByProperty && person is not null)
            {
                found[contact.Id] = (person, "property");
            }
        }

        if (_options.ByEmail)
        {
            await MatchByEmailAsync([.. contacts.Where(contact => !found.ContainsKey(contact.Id))], found, cancel);
        }

        return contacts.ToDictionary(
            contact => contact.Id,
            contact => Link(contact, found.TryGetValue(contact.Id, out (SalesforcePerson Person, string By) match) ? match : null));
    }

    // A contact's id before its lead's: after a conversion both may still be there.
    private static IEnumerable<string> IdsOf(HubSpotContact contact)
        => new[] { RecordId.Normalize(contact.SalesforceContactId), RecordId.Normalize(contact.SalesforceLeadId) }.OfType<string>();

    // A merged record leads to its master, a converted lead to its contact, and that one may have been merged again.
    private async Task<Dictionary<string, SalesforcePerson>> ReadFollowingAsync(string[] ids, CancellationToken cancel)
    {
        Dictionary<string, SalesforcePerson> people = [];
        string[] wanted = ids;
        while (wanted.Length > 0)
        {
            foreach ((string id, SalesforcePerson person) in await _people.ByIdAsync(wanted, cancel))
            {
                people[id] = person;
            }

            wanted = [.. wanted.Select(id => people.GetValueOrDefault(id)).OfType<SalesforcePerson>().Select(Next).OfType<string>().Distinct().Where(id => !people.ContainsKey(id))];
        }

        return people;
    }

    private static string? Next(SalesforcePerson person) => person.IsConverted ? person.ConvertedContactId : person.MasterId;

    private static SalesforcePerson? Living(Dictionary<string, SalesforcePerson> people, string id)
    {
        // As many steps as there are records: a circle of merges ends too.
        for (int steps = 0; steps <= people.Count && people.TryGetValue(id, out SalesforcePerson? person); steps++)
        {
            if (Next(person) is not { } next)
            {
                return person.IsDeleted || person.IsConverted ? null : person;
            }

            id = next;
        }

        return null;
    }

    private async Task MatchByEmailAsync(HubSpotContact[] contacts, Dictionary<long, (SalesforcePerson Person, string By)> found, CancellationToken cancel)
    {
        string[] emails = [.. contacts.SelectMany(Addresses).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (emails.Length == 0)
        {
            return;
        }

        ILookup<string, SalesforcePerson> people = await _people.ByEmailAsync(emails, cancel);
        foreach (HubSpotContact contact in contacts)
        {
            // The primary address before the others.
            SalesforcePerson? person = Addresses(contact).Select(email => Best(people[email])).FirstOrDefault(best => best is not null);
            if (person is not null)
            {
                found[contact.Id] = (person, "email");
            }
        }
    }

    private static IEnumerable<string> Addresses(HubSpotContact contact) => contact.AdditionalEmails.Prepend(contact.Email).OfType<string>();

    // O19: a contact before a lead, then the one changed last, then the lowest id.
    private static SalesforcePerson? Best(IEnumerable<SalesforcePerson> people)
        => people.Where(person => !person.IsConverted && !person.IsDeleted)
            .OrderBy(person => person.Type == "Contact" ? 0 : 1)
            .ThenByDescending(person => person.ModifiedAt)
            .ThenBy(person => person.Id, StringComparer.Ordinal)
            .FirstOrDefault();

    private ContactLink Link(HubSpotContact contact, (SalesforcePerson Person, string By)? match)
    {
        ContactLink link = new() { ObjectId = contact.Id, CreatedAt = contact.CreatedAt, Email = contact.Email, OwnerId = contact.OwnerId };
        if (match is not { } found)
        {
            return link;
        }

        (DateTimeOffset syncedAt, string source) = SyncedAt(contact, found.Person);
        return link with
        {
            SalesforceId = found.Person.Id,
            SalesforceType = found.Person.Type,
            LinkedBy = found.By,
            SyncedAt = syncedAt,
            SyncedAtSource = source,
        };
    }

    // O2: the history first; for a link by address the later of both records' creation; the time we looked only when nothing else is known.
    private (DateTimeOffset At, string Source) SyncedAt(HubSpotContact contact, SalesforcePerson person)
    {
        (DateTimeOffset at, string source) = (contact.FirstLinkedAt, person.CreatedAt) switch
        {
            ({ } linked, _) => (linked, "history"),
            (null, { } created) => (created > contact.CreatedAt ? created : contact.CreatedAt, "records"),
            _ => (_options.Now, "firstSeen"),
        };

        return _options.AssumeSyncedAt is { } assumed && at <= _options.FirstRunAt ? (assumed, "assumed") : (at, source);
    }
}
