using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.State;

/// <summary>The journal beside a model of it: two dictionaries.</summary>
public sealed class JournalModelTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    /// <summary>What a step does with a key.</summary>
    public enum Act
    {
        Reserve,
        Write,
        Refuse,
        Lose,
    }

    [Fact]
    public void Any_sequence_of_writes_leaves_the_pairs_that_succeeded_and_at_most_one_write_of_a_key_in_flight()
    {
        Gen<(Act Act, int Key)> step =
            from act in Gen.Elements(Act.Reserve, Act.Reserve, Act.Write, Act.Refuse, Act.Lose)
            from key in Gen.Choose(1, 4)
            select (act, key);

        Prop.ForAll(step.ListOf().ToArbitrary(), steps => HoldsAsync([.. steps]).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(40));
    }

    private static async Task<bool> HoldsAsync((Act Act, int Key)[] steps)
    {
        using TemporaryFolder folder = new();
        await using SqliteStore store = await SqliteStore.OpenAsync(folder["a.db"], StoreMode.ReadWrite, new JumpingClock(), Cancel);
        Lease lease = await store.AcquireAsync("first", TimeSpan.FromHours(1), Cancel);
        SortedDictionary<string, string> pairs = [];    // content hash by key
        SortedDictionary<string, string> open = [];     // key by intent: ids grow, so this is their age

        foreach (((Act act, int number), int index) in steps.Select((step, index) => (step, index)))
        {
            string key = $"hs-call-{number}";
            Intent? inFlight = (await store.OpenIntentsAsync(Cancel)).SingleOrDefault(intent => intent.Pair.Key == key);

            if (act == Act.Reserve)
            {
                Intent intent = new($"{index:000}", Examples.Pair(key, $"{index:000}"), Change.Create);
                Exception? fault = await Record.ExceptionAsync(() => store.ReserveAsync(lease, "run-1", [intent], Cancel));
                Assert.Equal(inFlight is null, fault is null);
                _ = fault is null && open.TryAdd(intent.Id, key);
            }
            else if (inFlight is not null)
            {
                await store.SettleAsync(lease, "run-1", [Outcome(act, inFlight)], Cancel);
                open.Remove(inFlight.Id);
                pairs[key] = act == Act.Write ? inFlight.Pair.ContentHash : pairs.GetValueOrDefault(key, "");
            }
        }

        IReadOnlyDictionary<string, Pair> stored = await store.PairsAsync([.. pairs.Keys], Cancel);
        IReadOnlyList<Intent> left = await store.OpenIntentsAsync(Cancel);
        return pairs.All(pair => pair.Value == (stored.GetValueOrDefault(pair.Key)?.ContentHash ?? ""))
            && left.Select(intent => intent.Id).SequenceEqual(open.Keys)
            && open.Values.Distinct().Count() == open.Count
            // A write in flight is newer than what its key holds: its outcome never puts an older one in place of a later.
            && open.All(write => string.CompareOrdinal(write.Key, pairs.GetValueOrDefault(write.Value, "")) > 0);
    }

    private static Settlement Outcome(Act act, Intent intent) => new(
        intent,
        act == Act.Write ? intent.Pair : null,
        act == Act.Refuse ? Examples.Issue(intent.Pair.Key) : null);
}
