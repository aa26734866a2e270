using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>Gathers changes as they come and sends them off in batches and jobs.</summary>
internal sealed class Departures
{
    private readonly Func<ChangeBatch.Lane, List<Change>, CancellationToken, Task> _batch;
    private readonly Func<List<Change>, CancellationToken, Task> _job;
    private readonly ChangeBatch _batches;
    private readonly JobHold _hold;

    /// <summary>Creates one.</summary>
    /// <param name="batch">Sends a batch off, once there is room for it.</param>
    /// <param name="job">Sends a job off, once there is room for it.</param>
    /// <param name="batches">Gathers batches.</param>
    /// <param name="hold">Gathers what may go in a job.</param>
    public Departures(
        Func<ChangeBatch.Lane, List<Change>, CancellationToken, Task> batch, Func<List<Change>, CancellationToken, Task> job, ChangeBatch batches, JobHold hold)
    {
        _batch = batch;
        _job = job;
        _batches = batches;
        _hold = hold;
    }

    /// <summary>Sends all of them off; returns when the last one left.</summary>
    /// <returns>The fault that ended the reading of changes, or null. Those that were read before are sent off all the same: else a run
    /// that never gets to its end would never write anything.</returns>
    public async Task<SyncException?> SendAllAsync(IAsyncEnumerable<Change> changes, CancellationToken cancel)
    {
        await using IAsyncEnumerator<Change> source = changes.GetAsyncEnumerator(cancel);
        SyncException? broken = null;
        while (true)
        {
            try
            {
                if (!await source.MoveNextAsync())
                {
                    break;
                }
            }
            catch (SyncException fault) when (fault is { IsAboutStore: false, Kind: not FaultKind.LeaseLost })
            {
                broken = fault;
                break;
            }

            await TakeAsync(source.Current, cancel);
        }

        await SendHeldAsync(_hold.Rest(), cancel);
        foreach ((ChangeBatch.Lane lane, List<Change> rest) in _batches.Rest())
        {
            await _batch(lane, rest, cancel);
        }

        return broken;
    }

    private async Task TakeAsync(Change change, CancellationToken cancel)
    {
        if (!_hold.Takes(change))
        {
            await BatchAsync(change, cancel);
        }
        else if (_hold.Add(change) is { } released)
        {
            await SendHeldAsync(released, cancel);
        }
    }

    private async Task SendHeldAsync((bool IsJob, List<Change> Changes) released, CancellationToken cancel)
    {
        if (released.IsJob)
        {
            await _job(released.Changes, cancel);
            return;
        }

        foreach (Change change in released.Changes)
        {
            await BatchAsync(change, cancel);
        }
    }

    private async Task BatchAsync(Change change, CancellationToken cancel)
    {
        if (_batches.Add(change) is { } full)
        {
            await _batch(full.Lane, full.Changes, cancel);
        }
    }
}
