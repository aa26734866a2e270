using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Linking;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Finds the activities of known pairs that hang on other records in HubSpot than their pairs have seen (R57).</summary>
/// <remarks>
/// HubSpot does not say that an association changes the date of an activity's last change, so only looking tells. A run looks at 10,000 pairs, from
/// where the last one ended: a call for each thousand of them and type of record. Larger stores are gone through in several runs.
/// </remarks>
internal sealed class MovedRecords
{
    private const string Source = "HubSpotAssociations";
    private const string AllPairs = "pairs";
    private const int PairsAtOnce = 1_000;    // what one call for associations takes

    // What flows both ways, in the order of the store.
    private static readonly string[] Prefixes = [ActivityKey.OfObject(ActivityFamily.Tasks.Key, ""), ActivityKey.SalesforcePrefix];

    private readonly RecordSetup _setup;
    private readonly RunBooks _books;
    private readonly RunLedger _ledger;
    private readonly TimeProvider _clock;

    public MovedRecords(RecordSetup setup, RunBooks books, RunLedger ledger, TimeProvider clock)
    {
        _setup = setup;
        _books = books;
        _ledger = ledger;
        _clock = clock;
    }

    /// <summary>How many pairs a run looks at.</summary>
    public int PairsPerRun { get; init; } = 10_000;

    /// <summary>Returns what HubSpot shows of records that moved is in Salesforce, by the name the activity or its pair has for it.</summary>
    public static Task<IReadOnlyDictionary<string, BesideRecord>> TodayAsync(RecordLinker linker, IEnumerable<(Pair Pair, HubSpotRecord Record)> records, CancellationToken cancel)
        => linker.TodayAsync([.. records.Where(one => IsMoved(one.Pair, one.Record)).SelectMany(one => one.Record.Beside!.Concat(new PairBase(one.Pair).Beside ?? []))], cancel);

    /// <summary>Whether a record hangs elsewhere than its pair has seen; not when that was not asked for.</summary>
    public static bool IsMoved(Pair pair, HubSpotRecord record) => record is { IsArchived: false, Beside: { } beside } && LinkMerge.IsMoved(pair, beside);

    /// <summary>Reads the records that moved, with what they hang on, a page of one family at a time.</summary>
    /// <param name="families">The families to look at.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<(ActivityFamily Family, HubSpotRecord[] Records)> ReadAsync(
        IReadOnlyCollection<ActivityFamily> families, [EnumeratorCancellation] CancellationToken cancel)
    {
        string position = (await _books.Store.CursorAsync(Source, AllPairs, cancel))?.SelectionHash ?? "";
        int looked = 0;
        while (looked < PairsPerRun)
        {
            Pair[] page = await PageAsync(position, cancel);
            if (page.Length == 0)
            {
                position = "";
                break;
            }

            foreach (IGrouping<ActivityFamily?, Pair> ofFamily in page.GroupBy(FamilyOf).Where(family => family.Key is not null && families.Contains(family.Key)))
            {
                yield return (ofFamily.Key!, await MovedAsync(ofFamily.Key!, [.. ofFamily], cancel));
            }

            looked += page.Length;
            position = page[^1].Key;
        }

        // Who looked at some families only has not seen the others.
        if (families.Count == _setup.Families.Count())
        {
            // The place among the keys stands where other cursors have their selection.
            await _ledger.CloseAsync(new SourceCursor(Source, AllPairs, _clock.GetUtcNow(), position), cancel);
        }
    }

    private async Task<Pair[]> PageAsync(string position, CancellationToken cancel)
    {
        foreach (string prefix in Prefixes.Where(prefix => string.CompareOrdinal(position, prefix) < 0 || position.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string after = position.StartsWith(prefix, StringComparison.Ordinal) ? position : prefix;
            Pair[] page = [.. (await _books.Store.PairsAfterAsync(after, null, Math.Min(PairsAtOnce, PairsPerRun), cancel)).TakeWhile(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))];
            if (page.Length > 0)
            {
                return page;
            }
        }

        return [];
    }

    private async Task<HubSpotRecord[]> MovedAsync(ActivityFamily family, Pair[] pairs, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, string[]> beside = await _setup.Engagements.BesideAsync(family.Key, [.. pairs.Select(pair => pair.HubSpotId)], _setup.BesideTypes, cancel);
        string[] moved = [.. pairs.Where(pair => LinkMerge.IsMoved(pair, beside.GetValueOrDefault(pair.HubSpotId, []))).Select(pair => pair.HubSpotId)];
        IReadOnlyDictionary<string, HubSpotRecord> records = moved.Length == 0
            ? new Dictionary<string, HubSpotRecord>()
            : await _setup.Engagements.ReadAsync(family.Key, moved, _setup.Rules.Families[family.Key].Mapping.Properties, cancel);
        return [.. records.Values.Where(record => !record.IsArchived).Select(record => record with { Beside = beside.GetValueOrDefault(record.Id, []) })];
    }

    private ActivityFamily? FamilyOf(Pair pair) => pair switch
    {
        { IsGone: true } or { HubSpotId: "" } or { SalesforceId: "" } => null,
        _ when ActivityKey.IsOfRecord(pair.Key) => ActivityFamily.Find(pair.Kind),
        _ => _setup.Rules.WritesTasks && pair.Kind == ActivityKind.TaskCreated.Key ? ActivityFamily.Tasks : null,
    };
}
