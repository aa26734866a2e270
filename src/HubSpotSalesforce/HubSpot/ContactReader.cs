using System.Globalization;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads contacts by id or address, with the history of their Salesforce ids.</summary>
public sealed class ContactReader
{
    // With history the page limit drops; to 50 by common account, the number itself is not documented.
    private const int BatchSize = 50;

    private static readonly string[] Properties = ["email", "hs_additional_emails", "hs_merged_object_ids", "createdate", "hubspot_owner_id", "salesforcecontactid", "salesforceleadid"];
    private static readonly string[] WithHistory = ["salesforcecontactid", "salesforceleadid"];

    private readonly HubSpotClient _client;

    /// <summary>Creates a reader.</summary>
    public ContactReader(HubSpotClient client) => _client = client;

    /// <summary>Returns the contacts by the id that was asked for: a merged contact stands under its old id too. Missing and archived ones are absent.</summary>
    public async Task<IReadOnlyDictionary<string, HubSpotContact>> ByIdAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        Dictionary<string, HubSpotContact> contacts = [];
        foreach (string[] some in ids.Chunk(BatchSize))
        {
            HashSet<string> asked = [.. some];
            foreach (JObject record in await BatchAsync(some, null, cancel))
            {
                HubSpotContact contact = Read(record);
                foreach (string id in IdsOf(record).Where(asked.Contains))
                {
                    contacts[id] = contact;
                }
            }
        }

        return contacts;
    }

    /// <summary>Returns the contacts by the address that was asked for, without regard to case. Addresses nobody has are absent.</summary>
    public async Task<IReadOnlyDictionary<string, HubSpotContact>> ByEmailAsync(IReadOnlyCollection<string> emails, CancellationToken cancel)
    {
        Dictionary<string, HubSpotContact> contacts = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] some in emails.Chunk(BatchSize))
        {
            foreach (JObject record in await BatchAsync(some, "email", cancel))
            {
                HubSpotContact contact = Read(record);
                foreach (string email in contact.AdditionalEmails.Append(contact.Email).OfType<string>())
                {
                    contacts[email] = contact;
                }
            }
        }

        return contacts;
    }

    private async Task<IEnumerable<JObject>> BatchAsync(string[] ids, string? idProperty, CancellationToken cancel)
    {
        JObject body = new()
        {
            ["properties"] = new JArray(Properties),
            ["propertiesWithHistory"] = new JArray(WithHistory),
            ["inputs"] = new JArray(ids.Select(id => new JObject { ["id"] = id })),
        };
        if (idProperty is not null)
        {
            body["idProperty"] = idProperty;
        }

        // 207 says that some were not found; the others are in the results.
        JObject answer = await _client.PostAsync($"/crm/objects/{HubSpotClient.Version}/contacts/batch/read", body, cancel);
        return (answer["results"] as JArray ?? []).OfType<JObject>();
    }

    private static IEnumerable<string> IdsOf(JObject record)
    {
        string? merged = record["properties"]?["hs_merged_object_ids"]?.ToString();
        return (merged ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(record["id"]!.ToString());
    }

    private static HubSpotContact Read(JObject record)
    {
        JObject properties = record["properties"] as JObject ?? [];
        string? Value(string name) => properties[name]?.ToString() is { Length: > 0 } text ? text : null;

        return new HubSpotContact
        {
            Id = long.Parse(record["id"]!.ToString(), CultureInfo.InvariantCulture),
            CreatedAt = HubSpotTime.Parse(Value("createdate")) ?? HubSpotTime.Parse(record["createdAt"]?.ToString()) ?? DateTimeOffset.UnixEpoch,
            Email = Value("email"),
            AdditionalEmails = (Value("hs_additional_emails") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            OwnerId = Value("hubspot_owner_id"),
            SalesforceContactId = Value("salesforcecontactid"),
            SalesforceLeadId = Value("salesforceleadid"),
            FirstLinkedAt = FirstLinked(record["propertiesWithHistory"] as JObject),
        };
    }

    private static DateTimeOffset? FirstLinked(JObject? history)
    {
        DateTimeOffset[] stamps =
        [
            .. WithHistory
                .SelectMany(name => history?[name] as JArray ?? [])
                .Where(entry => !string.IsNullOrEmpty(entry["value"]?.ToString()))
                .Select(entry => HubSpotTime.Parse(entry["timestamp"]?.ToString()))
                .OfType<DateTimeOffset>(),
        ];
        return stamps.Length == 0 ? null : stamps.Min();
    }
}
