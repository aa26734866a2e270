using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Linking;

/// <summary>Leads and contacts as they were read, and where merges and conversions lead.</summary>
internal sealed class PersonMap
{
    private readonly Dictionary<string, SalesforcePerson> _people = [];
    private readonly Dictionary<string, List<SalesforcePerson>> _byEmail = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds people; one that is there already is passed over.</summary>
    public void Add(IEnumerable<SalesforcePerson> people)
    {
        foreach (SalesforcePerson person in people.Where(person => _people.TryAdd(person.Id, person) && person.Email is not null))
        {
            if (!_byEmail.TryGetValue(person.Email!, out List<SalesforcePerson>? namesakes))
            {
                _byEmail[person.Email!] = namesakes = [];
            }

            namesakes.Add(person);
        }
    }

    /// <summary>The records that these ids lead to and that were not read yet.</summary>
    public IEnumerable<string> UnreadOf(IEnumerable<string> ids)
        => ids.SelectMany(Path).Select(Next).OfType<string>().Where(next => !_people.ContainsKey(next)).Distinct();

    /// <summary>The record an id stands for today: a merged one's master, a converted lead's contact; null when that is deleted.</summary>
    public SalesforcePerson? Living(string id) => Path(id).LastOrDefault() is { IsDeleted: false, IsConverted: false } person ? person : null;

    /// <summary>The living records with an address, best first (O19): a contact before a lead, then the one changed last, then the lowest id.</summary>
    public IEnumerable<SalesforcePerson> LivingWith(string email)
        => _byEmail.GetValueOrDefault(email, [])
            .Where(person => !person.IsConverted && !person.IsDeleted)
            .OrderBy(person => person.Type == "Contact" ? 0 : 1)
            .ThenByDescending(person => person.ModifiedAt)
            .ThenBy(person => person.Id, StringComparer.Ordinal);

    /// <summary>When the first of the records that became this one was made: of those with the given ids or addresses, and itself.</summary>
    public DateTimeOffset? OriginOf(SalesforcePerson living, IEnumerable<string> ids, IEnumerable<string> emails)
        => ids.Concat(emails.SelectMany(email => _byEmail.GetValueOrDefault(email, [])).Select(person => person.Id))
            .Select(id => Path(id).ToArray())
            .Where(path => path is [.., SalesforcePerson last] && last.Id == living.Id)
            .SelectMany(path => path)
            .Append(living)
            .Min(person => person.CreatedAt);

    // As many steps as there are records: a circle of merges ends too.
    private IEnumerable<SalesforcePerson> Path(string id)
    {
        string? next = id;
        for (int steps = 0; steps <= _people.Count && next is not null && _people.TryGetValue(next, out SalesforcePerson? person); steps++)
        {
            yield return person;
            next = Next(person);
        }
    }

    private static string? Next(SalesforcePerson person) => person.IsConverted ? person.ConvertedContactId : person.IsDeleted ? person.MasterId : null;
}
