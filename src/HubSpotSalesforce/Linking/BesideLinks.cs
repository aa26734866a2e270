using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds what the HubSpot records that activities hang on are in Salesforce (R57): contacts as the way to Salesforce links them, the others by the id that stands on them.</summary>
internal sealed class BesideLinks
{
    private const string Contacts = "contacts";

    private readonly ContactLinker _contacts;
    private readonly RecordFinder _finder;
    private readonly RecordLinkOptions _options;

    public BesideLinks(ContactLinker contacts, RecordFinder finder, RecordLinkOptions options)
    {
        _contacts = contacts;
        _finder = finder;
        _options = options;
    }

    /// <summary>Returns the records by the name that was asked for. Absent is what is no longer in HubSpot, and what is no contact and is linked to nothing.</summary>
    public async Task<Dictionary<string, BesideRecord>> FindAsync(IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        ILookup<string, string> ids = names.Distinct().Select(BesideName.Read).ToLookup(name => name.Type, name => name.Id);
        Dictionary<string, BesideRecord> found = [];
        string[] contacts = [.. ids[Contacts]];
        ContactLink?[] links = contacts.Length == 0 ? [] : await _contacts.FindAsync(contacts, cancel);
        foreach ((string id, ContactLink? link) in contacts.Zip(links))
        {
            if (link is not null)
            {
                found[BesideName.Of(Contacts, id)] = new BesideRecord(FormattableString.Invariant($"{Contacts}/{link.ObjectId}"), link.Syncs ? link.SalesforceId : null) { Contact = link };
            }
        }

        foreach ((string prefix, string type, string? property) in _options.Kinds)
        {
            foreach ((string id, string salesforceId) in await _finder.SalesforceIdsAsync(type, property, [.. ids[type]], cancel))
            {
                if (RecordId.Normalize(salesforceId) is { } full && full.StartsWith(prefix, StringComparison.Ordinal))
                {
                    found[BesideName.Of(type, id)] = new BesideRecord(BesideName.Of(type, id), full);
                }
            }
        }

        return found;
    }
}
