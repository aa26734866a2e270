using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Reports;

/// <summary>Turns a definition into the query that reads its tasks.</summary>
internal sealed class ReportFilter
{
    private static readonly string[] UserNames = ["Name", "Username", "Email"];

    private static readonly string[] Fields =
    [
        "Id", TaskField.Subject, TaskField.ActivityDate, TaskField.Status, "IsClosed", TaskField.Type, TaskField.WhoId, "Who.Name", "Who.Email",
        "AccountId", "Account.Name", TaskField.OwnerId, "Owner.Name", "CreatedDate", "IsArchived", TaskField.Key, TaskField.Kind, TaskField.OccurredAt,
    ];

    private readonly SalesforceClient _client;
    private readonly ReportDefinition _definition;

    /// <summary>Creates a filter.</summary>
    /// <param name="client">Knows the users and people that a definition names.</param>
    /// <param name="definition">A resolved definition.</param>
    public ReportFilter(SalesforceClient client, ReportDefinition definition)
    {
        _client = client;
        _definition = definition;
    }

    /// <summary>Returns the query, newest day first.</summary>
    /// <param name="from">The first day to read, where the definition has a period.</param>
    /// <param name="converted">The contacts of converted leads, whose tasks are read too.</param>
    /// <param name="cancel">Ends the lookups.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.NotFound"/>: an owner or a person is not there.</exception>
    public async Task<Soql> QueryAsync(DateOnly? from, IReadOnlyDictionary<UInt128, UInt128> converted, CancellationToken cancel)
    {
        // Archived rows come by queryAll, and so would deleted ones.
        Soql soql = Soql.Select("Task", Fields).Is("IsDeleted", false).In("Who.Type", Types(converted.Count > 0));
        if (from is { } first && _definition.To is { } last)
        {
            soql.Between(TaskField.ActivityDate, first, last);
        }

        AddSource(soql);
        AddValues(soql);
        if (_definition.Owners.Length > 0)
        {
            soql.In(TaskField.OwnerId, await OwnersAsync(cancel));
        }

        if (_definition.Person is { } person)
        {
            await AddPersonAsync(soql, person, converted, cancel);
        }

        return soql.OrderByDescending(TaskField.ActivityDate, "Id");
    }

    private string[] Types(bool readsLeads) => (_definition.Who, readsLeads) switch
    {
        (ReportFamily.Leads, _) => ["Lead"],
        (_, true) => ["Contact", "Lead"],
        _ => ["Contact"],
    };

    private void AddSource(Soql soql)
    {
        switch (_definition.Source)
        {
            case "hubspot":
                soql.IsSet(TaskField.Key);
                break;
            case "salesforce":
                soql.IsNotSet(TaskField.Key);
                break;
            default:
                break;
        }

        if (_definition.Status is "open" or "completed")
        {
            soql.Is("IsClosed", _definition.Status == "completed");
        }
    }

    private void AddValues(Soql soql)
    {
        foreach ((string field, string[] values) in new[] { (TaskField.Kind, _definition.Kinds), (TaskField.Type, _definition.TaskTypes), (TaskField.Status, _definition.Statuses) })
        {
            if (values.Length > 0)
            {
                soql.In(field, values);
            }
        }

        if (_definition.SubjectContains is { } part)
        {
            soql.Contains(TaskField.Subject, part);
        }

        if (_definition.SubjectStartsWith is { } start)
        {
            soql.StartsWith(TaskField.Subject, start);
        }

        switch (_definition.Account)
        {
            case null:
                break;
            case var account when RecordId.Normalize(account) is { } id && id.StartsWith("001", StringComparison.Ordinal):
                soql.Is("AccountId", id);
                break;
            case var account:
                soql.Contains("Account.Name", account);
                break;
        }
    }

    private async Task<IReadOnlyCollection<string>> OwnersAsync(CancellationToken cancel)
    {
        HashSet<string> ids = [.. _definition.Owners.Select(RecordId.Normalize).OfType<string>()];
        string[] names = [.. _definition.Owners.Where(owner => RecordId.Normalize(owner) is null)];
        if (names.Length == 0)
        {
            return ids;
        }

        HashSet<string> found = new(StringComparer.OrdinalIgnoreCase);
        await foreach (JObject user in _client.QueryAsync(Soql.Select("User", ["Id", .. UserNames]).InAny(names, UserNames), withDeleted: false, cancel))
        {
            ids.Add(user["Id"]!.ToString());
            found.UnionWith(UserNames.Select(field => user[field]?.ToString() ?? ""));
        }

        return names.FirstOrDefault(name => !found.Contains(name)) is { } missing
            ? throw NotFound(missing, $"There is no user '{missing}' in Salesforce. Give a full name, a username, an address or an id.")
            : ids;
    }

    private async Task AddPersonAsync(Soql soql, string person, IReadOnlyDictionary<UInt128, UInt128> converted, CancellationToken cancel)
    {
        string[] ids = RecordId.Normalize(person) is { } id ? [id] : [];
        if (person.Contains('@', StringComparison.Ordinal))
        {
            ids = [.. (await new PersonReader(_client).FindAsync([], [person], cancel)).Select(one => one.Id).Distinct()];
        }
        else if (ids.Length == 0)
        {
            soql.Contains("Who.Name", person);
            return;
        }

        HashSet<UInt128> contacts = [.. ids.Select(PackedId.Of)];
        soql.In(TaskField.WhoId, ids.Concat(converted.Where(lead => contacts.Contains(lead.Value)).Select(lead => PackedId.Text(lead.Key))).Distinct());
    }

    private static SyncException NotFound(string about, string said) => new(FaultKind.NotFound, about, said);
}
