using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Linking;

/// <summary>A contact as HubSpot has it, with what earlier runs learned of it and of those merged into it.</summary>
internal sealed class KnownContact
{
    /// <summary>Creates a contact.</summary>
    /// <param name="contact">What HubSpot says.</param>
    /// <param name="links">Stored links by contact id, those of merged contacts among them.</param>
    /// <param name="addresses">Stored addresses by contact id, likewise.</param>
    public KnownContact(HubSpotContact contact, IReadOnlyDictionary<long, LinkRecord> links, ILookup<long, string> addresses)
    {
        Contact = contact;
        long[] ids = [contact.Id, .. contact.MergedIds];
        LinkRecord[] own = [.. ids.Select(id => links.GetValueOrDefault(id)).OfType<LinkRecord>()];
        Saved = links.GetValueOrDefault(contact.Id);
        First = own.MinBy(link => link.SyncedAt);
        Choices = own.ToLookup(link => link.LinkedBy, link => link.SalesforceId);
        FormerAddresses = [.. ids.SelectMany(id => addresses[id]).Except(contact.Addresses, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>What HubSpot says.</summary>
    public HubSpotContact Contact { get; }

    /// <summary>The link as it is stored; null before there was one.</summary>
    public LinkRecord? Saved { get; }

    /// <summary>The earliest link of it and of those merged into it (O2); null before there was one.</summary>
    public LinkRecord? First { get; }

    /// <summary>The records it was linked to, by the way that led there; they are kept while they live (O19).</summary>
    public ILookup<string, string> Choices { get; }

    /// <summary>The addresses it was seen with before and has no longer, as far as nobody else has them now.</summary>
    public string[] FormerAddresses { get; private set; }

    /// <summary>Its addresses and those it had, the primary one first.</summary>
    public IEnumerable<string> Addresses => Contact.Addresses.Concat(FormerAddresses).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes away the former addresses that are another contact's by now.</summary>
    public void GiveUp(IEnumerable<string> addresses) => FormerAddresses = [.. FormerAddresses.Except(addresses, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The Salesforce ids HubSpot's own integration left on it; a contact's before its lead's: after a conversion both may still be there.</summary>
    public IEnumerable<string> PropertyIds
    {
        get
        {
            if (RecordId.Normalize(Contact.SalesforceContactId) is { } contact && contact.StartsWith(PersonReader.ContactPrefix, StringComparison.Ordinal))
            {
                yield return contact;
            }

            if (RecordId.Normalize(Contact.SalesforceLeadId) is { } lead && lead.StartsWith(PersonReader.LeadPrefix, StringComparison.Ordinal))
            {
                yield return lead;
            }
        }
    }
}
