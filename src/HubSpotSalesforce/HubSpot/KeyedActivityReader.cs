using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads all activities that carry the key of what was born in Salesforce, those in the recycle bin included.</summary>
/// <remarks>A search shows what was made a few moments ago not yet ("Search the CRM", read 2026-11-21).</remarks>
public sealed class KeyedActivityReader
{
    private readonly EngagementReader _engagements;
    private readonly PropertyReader _properties;

    /// <summary>Creates a reader.</summary>
    public KeyedActivityReader(HubSpotClient client)
    {
        _engagements = new EngagementReader(client);
        _properties = new PropertyReader(client);
    }

    /// <summary>Returns one activity for each key: a living one before an archived one, and of several the oldest. None where the portal has no property for our keys.</summary>
    /// <param name="family">The family.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<KeyedActivity> ReadAsync(ActivityFamily family, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!(await _properties.ReadAsync(family.Key, cancel)).ContainsKey(HubSpotField.Key))
        {
            yield break;
        }

        // In the order of the ids, so the oldest comes first.
        HashSet<string> seen = [];
        IAsyncEnumerable<HubSpotRecord[]> all = _engagements.ChangedAsync(family.Key, DateTimeOffset.UnixEpoch, [], cancel).Concat(_engagements.ArchivedAsync(family.Key, DateTimeOffset.MinValue, cancel));
        await foreach (HubSpotRecord record in all.SelectMany(page => page.ToAsyncEnumerable()))
        {
            if (record.Properties.GetValueOrDefault(HubSpotField.Key) is { } key && ActivityKey.IsOfRecord(key) && seen.Add(key))
            {
                yield return new KeyedActivity(key, family, record.Id, record.IsArchived);
            }
        }
    }
}
