using System.Collections.Concurrent;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>The rounds of a harness, each with a portal and a store of its own.</summary>
internal static class Rounds
{
    /// <summary>Plays all of them, as many at a time as there are processors where they are many, and fails with what went wrong in any.</summary>
    public static async Task PlayAsync<T>(IReadOnlyCollection<T> rounds, Func<T, Task> play)
    {
        ConcurrentQueue<string> wrong = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = Scale.IsLarge ? Environment.ProcessorCount : 1 };
        await Parallel.ForEachAsync(rounds, options, async (round, _) =>
        {
            try
            {
                await play(round);
            }
            catch (Xunit.Sdk.XunitException failed)
            {
                wrong.Enqueue(failed.Message);
            }
        });
        Assert.True(wrong.IsEmpty, $"{wrong.Count} of {rounds.Count} rounds:\n{string.Join('\n', wrong.Take(10))}");
    }
}
