using System.Globalization;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads leads and contacts by id or address.</summary>
public sealed class PersonReader
{
    // A URI may have 16,384 bytes; an id in quotes takes 27 of them escaped, an address rarely more than 60 (RESTDoc-Errors, read 2026-11-21).
    private const int IdsPerQuery = 400;
    private const int MaxAddressBytes = 12_000;

    private static readonly string[] Types = ["Contact", "Lead"];

    private readonly SalesforceClient _client;

    /// <summary>Creates a reader.</summary>
    public PersonReader(SalesforceClient client) => _client = client;

    /// <summary>Returns the leads and contacts of these ids, deleted ones included; ids nobody has are absent.</summary>
    public async Task<IReadOnlyDictionary<string, SalesforcePerson>> ByIdAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        Dictionary<string, SalesforcePerson> people = [];
        foreach (IGrouping<string, string> ofType in ids.GroupBy(id => id.StartsWith("00Q", StringComparison.Ordinal) ? "Lead" : "Contact"))
        {
            foreach (string[] some in ofType.Chunk(IdsPerQuery))
            {
                await foreach (JObject record in _client.QueryAsync(Soql.Select(ofType.Key, FieldsOf(ofType.Key)).In("Id", some), withDeleted: true, cancel))
                {
                    SalesforcePerson person = Read(ofType.Key, record);
                    people[person.Id] = person;
                }
            }
        }

        return people;
    }

    /// <summary>Returns all leads and contacts that have one of these addresses, by address without regard to case; deleted ones are left out.</summary>
    public async Task<ILookup<string, SalesforcePerson>> ByEmailAsync(IReadOnlyCollection<string> emails, CancellationToken cancel)
    {
        List<SalesforcePerson> people = [];
        foreach (List<string> some in Pages(emails))
        {
            foreach (string type in Types)
            {
                await foreach (JObject record in _client.QueryAsync(Soql.Select(type, FieldsOf(type)).In("Email", some), withDeleted: false, cancel))
                {
                    people.Add(Read(type, record));
                }
            }
        }

        return people.ToLookup(person => person.Email ?? "", StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<List<string>> Pages(IReadOnlyCollection<string> emails)
    {
        List<string> page = [];
        int bytes = 0;
        foreach (string email in emails)
        {
            int length = Uri.EscapeDataString(Soql.Quote(email)).Length + 1;
            if (page.Count > 0 && bytes + length > MaxAddressBytes)
            {
                yield return page;
                page = [];
                bytes = 0;
            }

            page.Add(email);
            bytes += length;
        }

        if (page.Count > 0)
        {
            yield return page;
        }
    }

    private static string[] FieldsOf(string type) => type == "Lead"
        ? ["Id", "Email", "CreatedDate", "LastModifiedDate", "IsDeleted", "MasterRecordId", "IsConverted", "ConvertedContactId"]
        : ["Id", "Email", "CreatedDate", "LastModifiedDate", "IsDeleted", "MasterRecordId"];

    private static SalesforcePerson Read(string type, JObject record) => new()
    {
        Id = record["Id"]!.ToString(),
        Type = type,
        Email = record["Email"]?.ToString() is { Length: > 0 } email ? email : null,
        CreatedAt = Time(record["CreatedDate"]),
        ModifiedAt = Time(record["LastModifiedDate"]),
        IsDeleted = record["IsDeleted"]?.Value<bool?>() == true,
        MasterId = RecordId.Normalize(record["MasterRecordId"]?.ToString()),
        IsConverted = record["IsConverted"]?.Value<bool?>() == true,
        ConvertedContactId = RecordId.Normalize(record["ConvertedContactId"]?.ToString()),
    };

    private static DateTimeOffset? Time(JToken? value)
        => DateTimeOffset.TryParse(value?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant
            : null;
}
