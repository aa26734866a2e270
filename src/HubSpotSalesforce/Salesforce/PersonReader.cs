using System.Globalization;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Reads leads and contacts by id or address.</summary>
public sealed class PersonReader
{
    /// <summary>What the ids of contacts begin with.</summary>
    public const string ContactPrefix = "003";

    /// <summary>What the ids of leads begin with.</summary>
    public const string LeadPrefix = "00Q";

    // A URI may have 16,384 bytes (RESTDoc-Errors, read 2026-11-21); the rest is for the host, the fields and the conditions.
    private const int MaxValueBytes = 12_000;

    private readonly SalesforceClient _client;

    /// <summary>Creates a reader.</summary>
    public PersonReader(SalesforceClient client) => _client = client;

    /// <summary>Returns the leads and contacts that have one of these ids or addresses, deleted ones included, in no particular order; one may come twice.</summary>
    /// <remarks>Asks for leads and contacts at most once each, as long as the values fit an address; for neither when there is nothing to ask for.</remarks>
    /// <param name="ids">18-character ids of leads and contacts; others are left out.</param>
    /// <param name="emails">Addresses, found without regard to case.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyList<SalesforcePerson>> FindAsync(IReadOnlyCollection<string> ids, IReadOnlyCollection<string> emails, CancellationToken cancel)
    {
        List<SalesforcePerson> people = [];
        foreach ((string type, string prefix) in new[] { ("Contact", ContactPrefix), ("Lead", LeadPrefix) })
        {
            IEnumerable<(string Value, bool IsId)> values =
            [
                .. ids.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Select(id => (id, true)),
                .. emails.Select(email => (email, false)),
            ];
            foreach (List<(string Value, bool IsId)> some in Fitting(values))
            {
                await foreach (JObject record in _client.QueryAsync(Query(type, some), withDeleted: true, cancel))
                {
                    people.Add(Read(type, record));
                }
            }
        }

        return people;
    }

    private static Soql Query(string type, List<(string Value, bool IsId)> values)
    {
        string[] ids = [.. values.Where(value => value.IsId).Select(value => value.Value)];
        string[] emails = [.. values.Where(value => !value.IsId).Select(value => value.Value)];
        return Soql.Select(type, FieldsOf(type)).InEither("Id", ids, "Email", emails);
    }

    private static IEnumerable<List<(string Value, bool IsId)>> Fitting(IEnumerable<(string Value, bool IsId)> values)
    {
        List<(string Value, bool IsId)> page = [];
        int bytes = 0;
        foreach ((string Value, bool IsId) value in values)
        {
            int length = Uri.EscapeDataString(Soql.Quote(value.Value) + ",").Length;
            if (page.Count > 0 && bytes + length > MaxValueBytes)
            {
                yield return page;
                page = [];
                bytes = 0;
            }

            page.Add(value);
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
        Id = record.Need("Id"),
        Type = type,
        Email = record.Told("Email") is { Length: > 0 } email ? email : null,
        CreatedAt = Time(record.Told("CreatedDate")),
        ModifiedAt = Time(record.Told("LastModifiedDate")),
        IsDeleted = record.Says("IsDeleted"),
        MasterId = RecordId.Normalize(record.Told("MasterRecordId")),
        IsConverted = record.Says("IsConverted"),
        ConvertedContactId = RecordId.Normalize(record.Told("ConvertedContactId")),
    };

    private static DateTimeOffset? Time(string? value)
        => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant)
            ? instant
            : null;
}
