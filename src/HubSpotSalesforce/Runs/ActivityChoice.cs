using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Runs;

/// <summary>Reads the single activities a request names, live (O26).</summary>
internal sealed class ActivityChoice
{
    private readonly ActivityLocator _locator;
    private readonly ContactReader _contacts;
    private readonly IReadOnlyList<ActivityKind> _kinds;

    public ActivityChoice(ActivityLocator locator, ContactReader contacts, IReadOnlyList<ActivityKind> kinds)
    {
        _locator = locator;
        _contacts = contacts;
        _kinds = kinds;
    }

    /// <summary>Returns the activities of these keys and contacts, in that order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="contacts">The ids or addresses of contacts.</param>
    /// <param name="missed">Told of what HubSpot does not show; what it throws ends the read.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<Activity> ReadAsync(string[] keys, string[] contacts, Action<SyncException> missed, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (string key in keys)
        {
            if (await _locator.FindAsync(key, _kinds, cancel) is { } activity)
            {
                yield return activity;
            }
            else
            {
                string advice = await KeysOfAsync(key, cancel) is { Length: > 0 } meant ? $"Did you mean {string.Join(" or ", meant)}?" : "Check the key, or switch its kind on.";
                missed(new SyncException(FaultKind.NotFound, key, $"HubSpot shows no activity '{key}' of the kinds that are on ({string.Join(", ", _kinds)}). {advice}"));
            }
        }

        foreach (string contact in contacts)
        {
            if (await ContactAsync(contact, cancel) is not { } found)
            {
                missed(new SyncException(FaultKind.NotFound, contact, $"HubSpot shows no contact '{contact}'. Give its id or its primary address."));
                continue;
            }

            await foreach (Activity activity in _locator.OfContactAsync(found, _kinds, cancel))
            {
                yield return activity;
            }
        }
    }

    // People copy the id alone, from the address of the page in HubSpot. Objects of two types may have the same.
    private async Task<string[]> KeysOfAsync(string text, CancellationToken cancel)
    {
        List<string> keys = [];
        foreach (ActivityKind kind in text.All(char.IsAsciiDigit) ? _kinds.Where(kind => kind.Source == ActivitySource.Objects) : [])
        {
            string key = ActivityKey.OfObject(kind.Selector, text);
            if (!keys.Contains(key) && await _locator.FindAsync(key, [kind], cancel) is not null)
            {
                keys.Add(key);
            }
        }

        return [.. keys];
    }

    private async Task<HubSpotContact?> ContactAsync(string contact, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, HubSpotContact> found = contact.Contains('@', StringComparison.Ordinal)
            ? await _contacts.ByEmailAsync([contact], cancel)
            : await _contacts.ByIdAsync([contact], cancel);
        return found.GetValueOrDefault(contact);
    }
}
