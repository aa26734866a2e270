using System.Globalization;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads contacts by id or address, with the history of their Salesforce ids.</summary>
public sealed class ContactReader
{
    // With history the page limit drops; to 50 by common account, the number itself is not documented.
    private const int BatchSize = 50;

    // A search takes five groups of filters, alternatives of each other ("Search the CRM", read 2026-11-21).
    private const int AddressesPerSearch = 5;
    private const int SearchPageSize = 200;

    private static readonly string[] Properties =
        ["email", "hs_additional_emails", "hs_merged_object_ids", "hs_calculated_merged_vids", "createdate", "hubspot_owner_id", "salesforcecontactid", "salesforceleadid"];

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
            // A merged contact answers under the survivor's id, in which its own no longer stands.
            HashSet<string> asked = [.. some];
            foreach (HubSpotContact contact in await BatchAsync(some, null, cancel))
            {
                foreach (string id in contact.MergedIds.Append(contact.Id).Select(Text).Where(asked.Contains))
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
            foreach (HubSpotContact contact in await BatchAsync(some, "email", cancel))
            {
                foreach (string email in contact.Addresses)
                {
                    contacts[email] = contact;
                }
            }
        }

        return contacts;
    }

    /// <summary>Searches for contacts that have one of these addresses as a further one, and returns their ids by the address, without regard to case.</summary>
    /// <remarks>
    /// Whether a read by address finds a contact by a further address is not documented, so this asks for the token. What a token is, HubSpot
    /// alone knows: only who has the very address is returned. A search shows what changed a few moments ago not yet.
    /// </remarks>
    public async Task<IReadOnlyDictionary<string, string>> SearchAsync(IReadOnlyCollection<string> emails, CancellationToken cancel)
    {
        Dictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] some in emails.Chunk(AddressesPerSearch))
        {
            JObject body = new()
            {
                ["filterGroups"] = new JArray(some.Select(email => new JObject
                {
                    ["filters"] = new JArray(new JObject { ["propertyName"] = "hs_additional_emails", ["operator"] = "CONTAINS_TOKEN", ["value"] = email }),
                })),
                ["properties"] = new JArray("hs_additional_emails"),
                ["limit"] = SearchPageSize,
            };
            JObject answer = await _client.PostAsync($"/crm/objects/{HubSpotClient.Version}/contacts/search", body, cancel, isSearch: true);
            foreach (JObject record in answer.Rows("results"))
            {
                foreach (string email in Parts(record.Told("properties", "hs_additional_emails")).Intersect(some, StringComparer.OrdinalIgnoreCase))
                {
                    ids[email] = record.Need("id");
                }
            }
        }

        return ids;
    }

    private async Task<IEnumerable<HubSpotContact>> BatchAsync(string[] ids, string? idProperty, CancellationToken cancel)
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
        return answer.Rows("results").Where(record => !record.Says("archived")).Select(Read);
    }

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static HubSpotContact Read(JObject record)
    {
        JObject properties = record["properties"] as JObject ?? [];
        string? Value(string name) => properties.Told(name) is { Length: > 0 } text ? text : null;

        return new HubSpotContact
        {
            Id = record.NeedWhole("id"),
            MergedIds = [.. MergedInto(Value("hs_merged_object_ids")).Union(MergedInto(Value("hs_calculated_merged_vids")))],
            CreatedAt = HubSpotTime.Parse(Value("createdate")) ?? HubSpotTime.Parse(record.Told("createdAt")) ?? DateTimeOffset.UnixEpoch,
            Email = Value("email"),
            AdditionalEmails = Parts(Value("hs_additional_emails")),
            OwnerId = Value("hubspot_owner_id"),
            SalesforceContactId = Value("salesforcecontactid"),
            SalesforceLeadId = Value("salesforceleadid"),
            FirstLinkedAt = FirstLinked(record["propertiesWithHistory"] as JObject),
        };
    }

    // "101;102", or with the time of each merge "101:1716000000000;102:1717000000000".
    private static IEnumerable<long> MergedInto(string? list)
        => Parts(list).Select(part => part.Split(':')[0]).Where(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(part => long.Parse(part, CultureInfo.InvariantCulture));

    private static DateTimeOffset? FirstLinked(JObject? history)
    {
        DateTimeOffset[] stamps =
        [
            .. WithHistory
                .SelectMany(name => history?[name] as JArray ?? [])
                .Where(entry => !string.IsNullOrEmpty(entry.Told("value")))
                .Select(entry => HubSpotTime.Parse(entry.Told("timestamp")))
                .OfType<DateTimeOffset>(),
        ];
        return stamps.Length == 0 ? null : stamps.Min();
    }
}
