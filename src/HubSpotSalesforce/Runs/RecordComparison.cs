using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Runs;

/// <summary>Holds the pairs of what was born in Salesforce against both sides: whether record and activity stand, not what they say (O4).</summary>
internal sealed class RecordComparison
{
    private const int PageSize = 1_000;

    private readonly RunFooting _footing;
    private readonly DeletedReader _records;
    private readonly EngagementReader _engagements;

    public RecordComparison(RunFooting footing)
    {
        _footing = footing;
        _records = new DeletedReader(footing.Session.Salesforce, footing.Host.Clock);
        _engagements = new EngagementReader(footing.Session.HubSpot);
    }

    /// <summary>Returns those of these pairs whose record does not stand in Salesforce, each with its code. Of an email the message counts, since its task may be replaced (O23).</summary>
    public async Task<List<(Pair Pair, string Code)>> GoneAsync(IEnumerable<Pair> pairs, CancellationToken cancel)
    {
        List<(Pair, string)> gone = [];
        foreach (IGrouping<string, Pair> ofType in pairs.GroupBy(TypeOf))
        {
            IReadOnlyDictionary<string, RecordPresence> presence = await _records.SweepAsync(ofType.Key, [.. ofType.Select(pair => ActivityKey.RecordOf(pair.Key))], cancel);
            foreach (Pair pair in ofType)
            {
                RecordPresence there = presence[ActivityKey.RecordOf(pair.Key)];
                if (there != RecordPresence.Living)
                {
                    gone.Add((pair, there == RecordPresence.Deleted ? StateDifference.TaskDeleted : StateDifference.TaskMissing));
                }
            }
        }

        return gone;
    }

    /// <summary>Returns those of these pairs whose activity HubSpot shows no longer.</summary>
    public async Task<List<Pair>> MissingAsync(IEnumerable<Pair> pairs, CancellationToken cancel)
    {
        List<Pair> missing = [];
        foreach (IGrouping<string, Pair> ofFamily in pairs.GroupBy(pair => pair.Kind))
        {
            IReadOnlyDictionary<string, HubSpotRecord> records = await _engagements.ReadAsync(ofFamily.Key, [.. ofFamily.Select(pair => pair.HubSpotId)], [HubSpotField.Key], cancel);
            missing.AddRange(ofFamily.Where(pair => records.GetValueOrDefault(pair.HubSpotId) is null or { IsArchived: true }));
        }

        return missing;
    }

    /// <summary>Returns the living activities in HubSpot that carry our keys and that the store does not know; none while no family is on.</summary>
    public async IAsyncEnumerable<KeyedActivity> UnknownAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (RecordSetup.On(_footing.Session.Setting).Length == 0)
        {
            yield break;
        }

        await foreach (KeyedActivity[] page in (await new RecordRebuild(_footing).StandingAsync(cancel)).Where(activity => !activity.IsArchived).Chunk(PageSize).WithCancellation(cancel))
        {
            IReadOnlyDictionary<string, Pair> known = await _footing.Books.Store.PairsAsync([.. page.Select(activity => activity.Key)], cancel);
            foreach (KeyedActivity activity in page.Where(activity => !known.ContainsKey(activity.Key)))
            {
                yield return activity;
            }
        }
    }

    private static string TypeOf(Pair pair) => EmailMessageState.IsId(ActivityKey.RecordOf(pair.Key)) ? "EmailMessage" : ActivityFamily.Named(pair.Kind).SalesforceType;
}
