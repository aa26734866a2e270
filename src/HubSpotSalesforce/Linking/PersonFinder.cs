using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds the leads and contacts of HubSpot contacts: by id, by address, in the order the settings name (O19).</summary>
internal sealed class PersonFinder
{
    private readonly PersonReader _people;
    private readonly string[] _ways;

    public PersonFinder(PersonReader people, string[] ways)
    {
        _people = people;
        _ways = ways;
    }

    /// <summary>Returns the matches by contact id; contacts without one are absent.</summary>
    public async Task<Dictionary<long, PersonMatch>> FindAsync(IReadOnlyCollection<KnownContact> contacts, CancellationToken cancel)
    {
        // One question for leads and one for contacts, as a rule: ids and addresses together.
        PersonMap people = new();
        KnownContact[] byEmail = [.. contacts.Where(contact => Uses(LinkWay.Email) && (_ways[0] == LinkWay.Email || !IdsOf(contact).Any()))];
        await ReadAsync(people, contacts, byEmail, cancel);

        // A dead id falls back to the addresses.
        KnownContact[] dead = [.. contacts.Except(byEmail).Where(contact => Uses(LinkWay.Email) && ByProperty(people, contact) is null)];
        await ReadAsync(people, [], dead, cancel);

        Dictionary<long, PersonMatch> found = [];
        foreach (KnownContact contact in contacts)
        {
            if (_ways.Select(way => way == LinkWay.Property ? ByProperty(people, contact) : ByEmail(people, contact)).FirstOrDefault(match => match is not null) is { } best)
            {
                found[contact.Contact.Id] = best;
            }
        }

        return found;
    }

    private bool Uses(string way) => _ways.Contains(way);

    // What earlier runs found behind an id comes last: a merged record leaves the recycle bin, and then its id tells nothing.
    private IEnumerable<string> IdsOf(KnownContact contact)
        => Uses(LinkWay.Property) && contact.PropertyIds.Any() ? contact.PropertyIds.Concat(contact.Choices[LinkWay.Property]) : [];

    private IEnumerable<string> ChoicesOf(KnownContact contact) => Uses(LinkWay.Email) ? contact.Choices[LinkWay.Email] : [];

    private async Task ReadAsync(PersonMap people, IReadOnlyCollection<KnownContact> byId, KnownContact[] byEmail, CancellationToken cancel)
    {
        string[] ids = [.. byId.SelectMany(contact => IdsOf(contact).Concat(ChoicesOf(contact))).Distinct()];
        string[] emails = [.. byEmail.SelectMany(contact => contact.Addresses).Distinct(StringComparer.OrdinalIgnoreCase)];
        people.Add(await _people.FindAsync(ids, emails, cancel));

        // A merged record leads to its master, a converted lead to its contact, and that one may have been merged again.
        HashSet<string> asked = [.. ids];
        string[] next = [.. people.UnreadOf(ids).Where(asked.Add)];
        while (next.Length > 0)
        {
            people.Add(await _people.FindAsync(next, [], cancel));
            next = [.. people.UnreadOf(ids).Where(asked.Add)];
        }
    }

    private PersonMatch? ByProperty(PersonMap people, KnownContact contact)
        => FirstLiving(people, IdsOf(contact)) is { } person
            ? new PersonMatch(person, LinkWay.Property, people.OriginOf(person, IdsOf(contact), []), [])
            : null;

    private PersonMatch? ByEmail(PersonMap people, KnownContact contact)
    {
        // The primary address before the others.
        SalesforcePerson[] fitting = Uses(LinkWay.Email) ? [.. contact.Addresses.SelectMany(people.LivingWith).DistinctBy(person => person.Id)] : [];
        return (FirstLiving(people, ChoicesOf(contact)) ?? fitting.FirstOrDefault()) is not { } person
            ? null
            : new PersonMatch(
                person,
                LinkWay.Email,
                people.OriginOf(person, ChoicesOf(contact), contact.Addresses),
                [.. fitting.Select(other => other.Id).Where(id => id != person.Id)]);
    }

    private static SalesforcePerson? FirstLiving(PersonMap people, IEnumerable<string> ids)
        => ids.Select(people.Living).FirstOrDefault(living => living is not null);
}
