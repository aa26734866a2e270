using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Reports;

/// <summary>Reads the rows of a report from Salesforce, page by page, archived ones included.</summary>
public sealed class ReportReader
{
    private readonly SalesforceClient _client;

    /// <summary>Creates a reader.</summary>
    public ReportReader(SalesforceClient client) => _client = client;

    /// <summary>Told with each page how many rows the query has; those of another family count among them.</summary>
    public event Action<int>? Counted;

    /// <summary>Told of each row that was read and belongs to another family.</summary>
    public event Action? PassedOver;

    /// <summary>Reads the rows of a definition, newest day first and tasks without a day last.</summary>
    /// <param name="definition">A resolved definition.</param>
    /// <param name="from">The first day to read: the definition's own, or an earlier one where the period before counts.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.NotFound"/>, <see cref="FaultKind.FieldMissing"/>, and any kind by which a call fails.</exception>
    public async IAsyncEnumerable<ReportRow> ReadAsync(ReportDefinition definition, DateOnly? from, [EnumeratorCancellation] CancellationToken cancel)
    {
        await _client.SignInAsync(cancel);
        Dictionary<UInt128, UInt128> converted = await ConvertedAsync(cancel);
        Dictionary<string, string> owners = await OwnersAsync(cancel);

        // Salesforce moves a lead's tasks to its contact when it is converted. Where one stayed behind, it is told with the contact's.
        Soql query = await new ReportFilter(_client, definition).QueryAsync(from, converted, cancel);
        await foreach (JObject record in _client.QueryAsync(query, withDeleted: true, total => Counted?.Invoke(total), cancel))
        {
            string who = record[TaskField.WhoId]!.ToString();
            string person = converted.Count > 0 && converted.TryGetValue(PackedId.Of(who), out UInt128 contact) ? PackedId.Text(contact) : who;
            if (ReportFamily.Of(person) == definition.Who)
            {
                yield return Read(record, person, owners);
            }
            else
            {
                PassedOver?.Invoke();
            }
        }
    }

    /// <summary>Returns names and addresses of people by id; those that are gone are absent.</summary>
    internal async Task<Dictionary<string, (string Name, string? Email, string? Company)>> PeopleAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        Dictionary<string, (string, string?, string?)> people = [];
        foreach ((string type, string company, string prefix) in new[] { ("Contact", "Account.Name", PersonReader.ContactPrefix), ("Lead", "Company", PersonReader.LeadPrefix) })
        {
            string[] some = [.. ids.Where(id => id.StartsWith(prefix, StringComparison.Ordinal))];
            if (some.Length == 0)
            {
                continue;
            }

            await foreach (JObject record in _client.QueryAsync(Soql.Select(type, "Id", "Name", "Email", company).In("Id", some), withDeleted: true, cancel))
            {
                people[record["Id"]!.ToString()] = (
                    record["Name"]?.ToString() ?? "", Text(record["Email"]), type == "Lead" ? Text(record["Company"]) : Text((record["Account"] as JObject)?["Name"]));
            }
        }

        return people;
    }

    // Rows pass one by one, so who shares a name has to be known before the first of them.
    private async Task<Dictionary<string, string>> OwnersAsync(CancellationToken cancel)
    {
        List<(string, string, string?)> users = [];
        await foreach (JObject user in _client.QueryAsync(Soql.Select("User", "Id", "Name", "Email").Is("UserType", "Standard"), withDeleted: false, cancel))
        {
            users.Add((user["Id"]!.ToString(), user["Name"]?.ToString() ?? "", Text(user["Email"])));
        }

        return SharedName.Apart(users);
    }

    private async Task<Dictionary<UInt128, UInt128>> ConvertedAsync(CancellationToken cancel)
    {
        Dictionary<UInt128, UInt128> converted = [];
        await foreach (JObject lead in _client.QueryAsync(Soql.Select("Lead", "Id", "ConvertedContactId").Is("IsConverted", true).IsSet("ConvertedContactId"), withDeleted: false, cancel))
        {
            converted[PackedId.Of(lead["Id"]!.ToString())] = PackedId.Of(lead["ConvertedContactId"]!.ToString());
        }

        return converted;
    }

    private ReportRow Read(JObject record, string person, Dictionary<string, string> owners)
    {
        string id = record["Id"]!.ToString();
        string owner = record[TaskField.OwnerId]?.ToString() ?? "";
        return new ReportRow
        {
            Date = DateOnly.TryParse(Text(record[TaskField.ActivityDate]), CultureInfo.InvariantCulture, out DateOnly day) ? day : null,
            Kind = Text(record[TaskField.Kind]),
            Subject = record[TaskField.Subject]?.ToString() ?? "",
            Person = (record["Who"] as JObject)?["Name"]?.ToString() ?? "",
            Email = Text((record["Who"] as JObject)?["Email"]),
            Account = Text((record["Account"] as JObject)?["Name"]),
            Owner = owners.GetValueOrDefault(owner) ?? (record["Owner"] as JObject)?["Name"]?.ToString() ?? "",
            Status = record[TaskField.Status]?.ToString() ?? "",
            IsOpen = record["IsClosed"]?.Value<bool?>() != true,
            TaskType = Text(record[TaskField.Type]),
            OccurredAt = Time(record[TaskField.OccurredAt]),
            CreatedAt = Time(record["CreatedDate"]),
            Who = ReportFamily.Of(person),
            TaskId = id,
            PersonId = person,
            AccountId = Text(record["AccountId"]),
            OwnerId = owner,
            Key = Text(record[TaskField.Key]),
            IsArchived = record["IsArchived"]?.Value<bool?>() == true,
            Url = RecordId.Normalize(id) is { } task ? new Uri(_client.InstanceUrl, task).ToString() : null,
        };
    }

    private static string? Text(JToken? value) => value?.ToString() is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Time(JToken? value)
        => DateTimeOffset.TryParse(value?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant
            : null;
}
