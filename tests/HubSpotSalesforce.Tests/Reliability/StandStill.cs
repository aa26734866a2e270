using HubSpotSalesforce.Runner;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>A store that stands still from one of its writes on, as it does for a process that is killed there.</summary>
internal sealed class StandStill(int number, bool isDurable)
{
    private bool _isReached;

    /// <summary>Plays a round for each write of a run, once killed before it and once after it, until the run comes to its end before.</summary>
    /// <returns>How many rounds there were.</returns>
    public static async Task<int> AtEachWriteAsync(Func<Func<IStateStore, IStateStore>, string, Task> round)
    {
        int rounds = 0;
        for (int number = 1; ; number++)
        {
            foreach (bool isDurable in new[] { false, true })
            {
                StandStill at = new(number, isDurable);
                await round(store => WatchedStore.Of(store, at.Before, at.After), $"killed {(isDurable ? "after" : "before")} write {number}");
                if (!at._isReached)
                {
                    return rounds;
                }

                rounds++;
            }
        }
    }

    private void Before(int count) => Stop(isDurable ? count > number : count >= number);

    private void After(int count) => Stop(isDurable && count >= number);

    private void Stop(bool isDead)
    {
        if (isDead)
        {
            _isReached = true;
            throw new SyncException(FaultKind.StoreUnavailable, "state", "The process is gone.");
        }
    }
}
