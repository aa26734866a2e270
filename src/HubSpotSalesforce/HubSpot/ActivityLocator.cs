using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Finds single activities live: one by its key, or all of one contact (O26).</summary>
public sealed class ActivityLocator
{
    private readonly HubSpotClient _client;
    private readonly ActivityReaders _readers;
    private readonly DateTimeOffset _now;

    /// <summary>Creates a locator.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="readers">Its readers.</param>
    /// <param name="now">The present, up to which sources are walked.</param>
    public ActivityLocator(HubSpotClient client, ActivityReaders readers, DateTimeOffset now)
    {
        _client = client;
        _readers = readers;
        _now = now;
    }

    /// <summary>Returns the activity of a key; null when HubSpot shows none.</summary>
    /// <param name="key">The key, as plans and tasks have it.</param>
    /// <param name="kinds">The kinds to look among; a key may be of several.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Activity?> FindAsync(string key, IReadOnlyList<ActivityKind> kinds, CancellationToken cancel)
    {
        foreach (ActivityKind kind in kinds)
        {
            if (SourceIdOf(key, kind) is not { } sourceId)
            {
                continue;
            }

            Activity? found = kind.Source == ActivitySource.FormSubmissions
                ? await WalkAsync(kind, activity => activity.Key == key, cancel).FirstOrDefaultAsync(cancel)
                : (await _readers.Of(kind).ReadAgainAsync(kind, [sourceId], cancel)).FirstOrDefault(activity => activity.Key == key);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Returns the activities of a contact, kind by kind.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="kinds">The kinds to read.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<Activity> OfContactAsync(HubSpotContact contact, IReadOnlyList<ActivityKind> kinds, [EnumeratorCancellation] CancellationToken cancel)
    {
        HashSet<string> addresses = new(contact.AdditionalEmails.Append(contact.Email).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        string id = contact.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (ActivityKind kind in kinds)
        {
            IAsyncEnumerable<Activity> found = kind.Source is ActivitySource.Objects or ActivitySource.EmailCounters
                ? ObjectsAsync(kind, id, cancel)
                : WalkAsync(kind, activity => activity.ContactIds.Contains(id) || (activity.Email is { } email && addresses.Contains(email)), cancel);
            await foreach (Activity activity in found.WithCancellation(cancel))
            {
                yield return activity;
            }
        }
    }

    private async IAsyncEnumerable<Activity> ObjectsAsync(ActivityKind kind, string contactId, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (string[] some in (await ObjectIdsAsync(kind.Selector, contactId, cancel)).Chunk(AssociationReader.MaxInputs))
        {
            foreach (Activity activity in await _readers.Of(kind).ReadAgainAsync(kind, some, cancel))
            {
                yield return activity;
            }
        }
    }

    private async Task<List<string>> ObjectIdsAsync(string objectType, string contactId, CancellationToken cancel)
    {
        List<string> ids = [];
        JObject? input = new() { ["id"] = contactId };
        while (input is not null)
        {
            JObject answer = await _client.PostAsync(
                $"/crm/associations/{HubSpotClient.Version}/contacts/{objectType}/batch/read", new JObject { ["inputs"] = new JArray(input) }, cancel);
            JObject? result = answer.Rows("results").FirstOrDefault();
            ids.AddRange((result?.Rows("to") ?? []).Select(link => link.Need("toObjectId")));
            input = NextPage.After(result) is { } after ? new JObject { ["id"] = contactId, ["after"] = after } : null;
        }

        return [.. ids.Distinct()];
    }

    // These sources know no contact: they are walked, all of them.
    private async IAsyncEnumerable<Activity> WalkAsync(ActivityKind kind, Func<Activity, bool> isWanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (ActivityPage page in _readers.Of(kind).ReadAsync(kind, DateTimeOffset.UnixEpoch, _now, cancel))
        {
            if (page.Refusal is { } refusal)
            {
                throw refusal;
            }

            foreach (Activity activity in page.Activities.Where(isWanted))
            {
                yield return activity;
            }
        }
    }

    // Null for a key that is of no activity of the kind.
    private static string? SourceIdOf(string key, ActivityKind kind) => kind.Source switch
    {
        ActivitySource.FormSubmissions => After("hs-form-", key),
        ActivitySource.EmailEvents => After("hs-mail-", key),
        ActivitySource.EmailCounters when After("hs-email-", key) is { } id && id.Contains($"-{EmailCounterReader.CounterOf(kind)}-", StringComparison.Ordinal) => id,
        ActivitySource.Objects when After($"hs-{kind.Selector.TrimEnd('s')}-", key) is { } id && id.All(char.IsAsciiDigit) => id,
        ActivitySource.EventOccurrences => After(kind == ActivityKind.SalesContentViewed ? "hs-view-" : "hs-event-", key),
        _ => null,
    };

    private static string? After(string prefix, string key) => key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : null;
}
