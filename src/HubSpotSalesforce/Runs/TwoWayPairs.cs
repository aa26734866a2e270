using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>What the way to Salesforce must know of pairs that flow both ways (O7).</summary>
internal sealed class TwoWayPairs
{
    private readonly RecordSetup _setup;
    private readonly RunBooks _books;

    public TwoWayPairs(RecordSetup setup, RunBooks books, PairBook pairs)
    {
        _setup = setup;
        _books = books;
        Pairs = pairs;
    }

    public PairBook Pairs { get; }

    /// <summary>Adds the pairs of activities that were born in Salesforce: they are no news, and their edits go another way.</summary>
    public async Task AddAsync(Activity[] activities, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        foreach (IGrouping<string, Activity> ofType in activities.Where(activity => !pairs.ContainsKey(activity.Key)).GroupBy(TypeOf).Where(type => type.Key.Length > 0))
        {
            Dictionary<string, Pair> born = await Pairs.BornInSalesforceAsync(ofType.Key, [.. ofType.Select(activity => activity.SourceId)], cancel);
            foreach (Activity activity in ofType.Where(activity => born.ContainsKey(activity.SourceId)))
            {
                pairs[activity.Key] = born[activity.SourceId];
            }
        }
    }

    /// <summary>Returns the tasks of HubSpot tasks as they stand, by the key of their pair.</summary>
    public async Task<Dictionary<string, Activity>> RowsAsync(Activity[] activities, Dictionary<string, Pair> pairs, CancellationToken cancel)
    {
        Dictionary<string, string> keys = activities
            .Where(activity => activity.Kind == ActivityKind.TaskCreated.Key && !pairs[activity.Key].IsGone)
            .ToDictionary(activity => pairs[activity.Key].SalesforceId, activity => activity.Key);
        return keys.Count == 0 || !_setup.Readers.TryGetValue(ActivityFamily.Tasks.Key, out Salesforce.RecordReader? tasks)
            ? []
            : (await tasks.ReadAgainAsync(keys.Keys, cancel)).DistinctBy(row => row.SourceId).ToDictionary(row => keys[row.SourceId]);
    }

    /// <summary>Returns the ids of the HubSpot tasks for which a person chose HubSpot's side.</summary>
    public async Task<string[]> TakenAsync(CancellationToken cancel)
    {
        string[] keys = [.. _setup.Rules.Takes.Where(take => take.Value == Side.HubSpot).Select(take => take.Key.Key).Where(key => !ActivityKey.IsOfRecord(key)).Distinct()];
        return keys.Length == 0 ? [] : [.. (await _books.Store.PairsAsync(keys, cancel)).Values.Select(pair => pair.HubSpotId)];
    }

    /// <summary>Remembers what plans say of pairs without writing anything, and ends what people chose where nothing is left to write.</summary>
    public async Task RememberAsync(Decision[] decisions, CancellationToken cancel)
    {
        await Pairs.RememberAsync(decisions, cancel);
        string[] skipped = [.. decisions.OfType<Skip>().Where(skip => skip.Because != SkipCode.KindOff && !ActivityKey.IsOfRecord(skip.Activity.Key)).Select(skip => skip.Activity.Key)];
        await Pairs.EndTakesAsync(skipped, _setup.Rules.TakesFor(Side.Salesforce).Where(take => !IsLink(take.Field)), cancel);
    }

    /// <summary>Whether a field tells what an activity hangs on, which is followed by itself (R57).</summary>
    public static bool IsLink(string field) => field is TaskField.WhoId or TaskField.WhatId;

    private static string TypeOf(Activity activity)
        => ActivityKind.Named(activity.Kind) is { Source: ActivitySource.Objects } kind && ActivityFamily.Find(kind.Selector) is { } family ? family.Key : "";
}
