using System.Globalization;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds the HubSpot contacts behind ids and addresses, old ones of both included (O19).</summary>
internal sealed class ContactDirectory
{
    // What a longer text is, is no address (RFC 5321, 4.5.3.1).
    private const int MaxAddress = 254;

    private readonly ContactReader _contacts;
    private readonly IStateStore _store;

    public ContactDirectory(ContactReader contacts, IStateStore store)
    {
        _contacts = contacts;
        _store = store;
    }

    /// <summary>Returns the contacts by every name they go by: ids, those of merged contacts, addresses without regard to case. The unknown are absent.</summary>
    public async Task<Dictionary<string, HubSpotContact>> FindAsync(IReadOnlyCollection<string> ids, IReadOnlyCollection<string> emails, CancellationToken cancel)
    {
        Dictionary<string, HubSpotContact> found = new(StringComparer.OrdinalIgnoreCase);
        Add(found, ids.Count == 0 ? [] : await _contacts.ByIdAsync(ids, cancel));

        string[] addresses = [.. emails.Where(IsAddress).Except(found.Values.SelectMany(contact => contact.Addresses), StringComparer.OrdinalIgnoreCase)];
        Add(found, addresses.Length == 0 ? [] : await _contacts.ByEmailAsync(addresses, cancel));
        await AddOwnersAsync(found, await OwnersAsync([.. emails.Where(email => !found.ContainsKey(email))], cancel), cancel);
        await AddOwnersAsync(found, await SearchAsync([.. addresses.Where(email => !found.ContainsKey(email))], cancel), cancel);
        return found;
    }

    /// <summary>Returns those of these addresses that some contact has today.</summary>
    public async Task<IReadOnlyCollection<string>> TakenAsync(IReadOnlyCollection<string> addresses, CancellationToken cancel)
        => addresses.Count == 0 ? [] : [.. (await _contacts.ByEmailAsync(addresses, cancel)).Keys];

    private static bool IsAddress(string email)
        => email.Length <= MaxAddress && email.IndexOf('@', StringComparison.Ordinal) > 0 && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));

    private async Task<Dictionary<string, string>> OwnersAsync(string[] emails, CancellationToken cancel)
        => emails.Length == 0
            ? []
            : (await _store.OwnersOfAsync(emails, cancel)).ToDictionary(owner => owner.Address, owner => owner.ContactId.ToString(CultureInfo.InvariantCulture));

    private async Task<IEnumerable<KeyValuePair<string, string>>> SearchAsync(string[] emails, CancellationToken cancel)
        => emails.Length == 0 ? [] : await _contacts.SearchAsync(emails, cancel);

    // An address leads to the contact that has it now or had it once; that contact may have been merged or archived since.
    private async Task AddOwnersAsync(Dictionary<string, HubSpotContact> found, IEnumerable<KeyValuePair<string, string>> ownerIds, CancellationToken cancel)
    {
        KeyValuePair<string, string>[] owners = [.. ownerIds];
        string[] unread = [.. owners.Select(owner => owner.Value).Distinct().Where(id => !found.ContainsKey(id))];
        Add(found, unread.Length == 0 ? [] : await _contacts.ByIdAsync(unread, cancel));
        foreach ((string email, string id) in owners)
        {
            if (found.TryGetValue(id, out HubSpotContact? contact))
            {
                found[email] = contact;
            }
        }
    }

    private static void Add(Dictionary<string, HubSpotContact> found, IEnumerable<KeyValuePair<string, HubSpotContact>> contacts)
    {
        foreach (HubSpotContact contact in contacts.Select(entry => entry.Value).DistinctBy(contact => contact.Id))
        {
            IEnumerable<string> ids = contact.MergedIds.Append(contact.Id).Select(id => id.ToString(CultureInfo.InvariantCulture));
            foreach (string name in ids.Concat(contact.Addresses))
            {
                found[name] = contact;
            }
        }
    }
}
