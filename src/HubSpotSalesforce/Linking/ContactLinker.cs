using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds out which lead or contact in Salesforce each contact of an activity is, and since when.</summary>
/// <remarks>Asks for a thousand activities at once and remembers what it learned, strangers too, for the length of a run.</remarks>
public sealed class ContactLinker
{
    // Bounds memory: a run over more people asks again for some of them.
    private const int MaxRemembered = 100_000;

    private readonly ContactDirectory _contacts;
    private readonly PersonFinder _people;
    private readonly InclusionList? _inclusion;
    private readonly IStateStore _store;
    private readonly Lease? _lease;
    private readonly LinkOptions _options;

    // By id, old ones too, and by address; null for who is not there.
    private readonly Dictionary<string, ContactLink?> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a linker.</summary>
    /// <param name="contacts">Reads HubSpot's side.</param>
    /// <param name="people">Reads Salesforce's side.</param>
    /// <param name="inclusion">The list outside which no contact syncs; null when all may.</param>
    /// <param name="store">What earlier runs learned.</param>
    /// <param name="lease">The run's lease; null for a plan, which stores nothing.</param>
    /// <param name="options">How contacts are linked.</param>
    public ContactLinker(ContactReader contacts, PersonReader people, InclusionList? inclusion, IStateStore store, Lease? lease, LinkOptions options)
    {
        _contacts = new ContactDirectory(contacts, store);
        _people = new PersonFinder(people, options.Ways);
        _inclusion = inclusion;
        _store = store;
        _lease = lease;
        _options = options;
    }

    /// <summary>Returns each activity with its contacts, in the order of the activities.</summary>
    public async Task<LinkedActivity[]> LinkAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
    {
        await LearnAsync(
            [.. activities.SelectMany(activity => activity.ContactIds)],
            [.. activities.Where(activity => activity.ContactIds.Length == 0).Select(activity => activity.Email).OfType<string>()],
            cancel);
        return [.. activities.Select(activity => new LinkedActivity(activity, ContactsOf(activity)))];
    }

    /// <summary>Returns the links of contacts, in the order in which they were asked for; null where HubSpot has no such contact.</summary>
    /// <param name="contacts">Contact ids and addresses.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<ContactLink?[]> FindAsync(IReadOnlyCollection<string> contacts, CancellationToken cancel)
    {
        await LearnAsync([.. contacts.Where(IsId)], [.. contacts.Where(contact => !IsId(contact))], cancel);
        return [.. contacts.Select(contact => _known.GetValueOrDefault(contact))];
    }

    private static bool IsId(string contact) => contact.Length > 0 && contact.All(char.IsAsciiDigit);

    private ContactLink[] ContactsOf(Activity activity)
    {
        // Two old ids may name one survivor of a merge.
        IEnumerable<string> named = activity.ContactIds.Length > 0 ? activity.ContactIds : activity.Email is { } email ? [email] : [];
        return [.. named.Select(name => _known.GetValueOrDefault(name)).OfType<ContactLink>().DistinctBy(link => link.ObjectId)];
    }

    private async Task LearnAsync(string[] ids, string[] emails, CancellationToken cancel)
    {
        if (_known.Count > MaxRemembered)
        {
            _known.Clear();
        }

        string[] newIds = [.. ids.Distinct().Where(id => !_known.ContainsKey(id))];
        string[] newEmails = [.. emails.Distinct(StringComparer.OrdinalIgnoreCase).Where(email => !_known.ContainsKey(email))];
        if (newIds.Length + newEmails.Length == 0)
        {
            return;
        }

        Dictionary<string, HubSpotContact> found = await _contacts.FindAsync(newIds, newEmails, cancel);
        Dictionary<long, ContactLink> links = await ResolveAsync([.. found.Values.DistinctBy(contact => contact.Id).Where(contact => Known(contact) is null)], cancel);
        foreach ((string name, HubSpotContact contact) in found)
        {
            _known[name] = links.TryGetValue(contact.Id, out ContactLink? link) ? link : Known(contact);
        }

        foreach (string stranger in newIds.Concat(newEmails))
        {
            _known.TryAdd(stranger, null);
        }
    }

    private ContactLink? Known(HubSpotContact contact) => _known.GetValueOrDefault(contact.Id.ToString(CultureInfo.InvariantCulture));

    private async Task<Dictionary<long, ContactLink>> ResolveAsync(HubSpotContact[] found, CancellationToken cancel)
    {
        if (found.Length == 0)
        {
            return [];
        }

        long[] ids = [.. found.SelectMany(contact => contact.MergedIds.Append(contact.Id)).Distinct()];
        IReadOnlyDictionary<long, LinkRecord> links = await _store.LinksAsync(ids, cancel);
        ILookup<long, string> addresses = (await _store.AddressesOfAsync(ids, cancel)).ToLookup(address => address.ContactId, address => address.Address);
        KnownContact[] contacts = [.. found.Select(contact => new KnownContact(contact, links, addresses))];
        await GiveUpTakenAsync(contacts, cancel);
        Dictionary<long, PersonMatch> matches = await _people.FindAsync(contacts, cancel);
        IReadOnlySet<long>? members = _inclusion is not null && matches.Count > 0 ? await _inclusion.MembersAsync(cancel) : null;

        Dictionary<long, ContactLink> resolved = [];
        List<LinkRecord> changed = [];
        foreach (KnownContact contact in contacts)
        {
            PersonMatch? match = matches.GetValueOrDefault(contact.Contact.Id);
            LinkRecord? link = match is null ? null : RecordOf(contact, match);
            if (link is not null && link != contact.Saved)
            {
                changed.Add(link);
            }

            resolved[contact.Contact.Id] = Link(contact.Contact, match, link) with { IsOutsideInclusionList = members is not null && !IsIn(members, contact.Contact) };
        }

        await SaveAsync(changed, found, addresses, cancel);
        return resolved;
    }

    // An address that another contact has by now leads to that one's record, not to the record of who had it once.
    private async Task GiveUpTakenAsync(KnownContact[] contacts, CancellationToken cancel)
    {
        KnownContact[] moved = [.. contacts.Where(contact => contact.FormerAddresses.Length > 0 && !contact.PropertyIds.Any() && _options.Ways.Contains(LinkWay.Email))];
        IReadOnlyCollection<string> taken = await _contacts.TakenAsync([.. moved.SelectMany(contact => contact.FormerAddresses).Distinct(StringComparer.OrdinalIgnoreCase)], cancel);
        Array.ForEach(moved, contact => contact.GiveUp(taken));
    }

    private static bool IsIn(IReadOnlySet<long> members, HubSpotContact contact) => members.Contains(contact.Id) || contact.MergedIds.Any(members.Contains);

    private LinkRecord RecordOf(KnownContact contact, PersonMatch match)
    {
        (DateTimeOffset at, string source) = FirstSync.Of(contact.Contact.FirstLinkedAt, contact.Contact.CreatedAt, match.CreatedAt, contact.First, _options.Now);
        return new LinkRecord(contact.Contact.Id, match.Person.Id, at, source, match.Way);
    }

    private ContactLink Link(HubSpotContact contact, PersonMatch? match, LinkRecord? link)
    {
        ContactLink unlinked = new() { ObjectId = contact.Id, CreatedAt = contact.CreatedAt, Email = contact.Email, OwnerId = contact.OwnerId };
        if (match is null || link is null)
        {
            return unlinked;
        }

        // The settings speak for what was linked before the first run; what is stored stays as it was found out.
        bool isAssumed = _options.AssumeSyncedAt is not null && link.SyncedAt <= _options.FirstRunAt;
        return unlinked with
        {
            SalesforceId = match.Person.Id,
            SalesforceType = match.Person.Type,
            LinkedBy = match.Way,
            SyncedAt = isAssumed ? _options.AssumeSyncedAt : link.SyncedAt,
            SyncedAtSource = isAssumed ? FirstSync.Assumed : link.Source,
            Others = match.Others,
        };
    }

    private async Task SaveAsync(List<LinkRecord> changed, HubSpotContact[] contacts, ILookup<long, string> stored, CancellationToken cancel)
    {
        AddressRecord[] seen =
        [
            .. contacts.SelectMany(contact => contact.Addresses.Distinct(StringComparer.OrdinalIgnoreCase)
                .Except(stored[contact.Id], StringComparer.OrdinalIgnoreCase)
                .Select(address => new AddressRecord(address, contact.Id))),
        ];
        if (_lease is { } lease && changed.Count + seen.Length > 0)
        {
            await _store.SaveLinksAsync(lease, changed, seen, cancel);
        }
    }
}
