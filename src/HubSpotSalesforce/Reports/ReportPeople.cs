namespace HubSpotSalesforce.Reports;

/// <summary>Names, addresses and pages of the few people a summary names.</summary>
internal sealed class ReportPeople
{
    private readonly Dictionary<string, (string Name, string? Email, string? Company)> _people;
    private readonly Uri _org;

    private ReportPeople(Dictionary<string, (string Name, string? Email, string? Company)> people, Uri org)
    {
        _people = people;
        _org = org;
    }

    /// <summary>Asks for them.</summary>
    public static async Task<ReportPeople> FindAsync(ReportReader reader, Uri org, IReadOnlyCollection<string> ids, CancellationToken cancel)
        => new(await reader.PeopleAsync(ids, cancel), org);

    /// <summary>Returns a person; null for one who is gone.</summary>
    public (string Name, string? Email, string? Company, string? Url)? Find(string id)
        => _people.TryGetValue(id, out (string Name, string? Email, string? Company) person) ? (person.Name, person.Email, person.Company, new Uri(_org, id).ToString()) : null;
}
