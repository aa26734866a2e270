using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Sync;

/// <summary>Settles what an earlier runner had in flight: what arrived becomes a pair, the rest was never written.</summary>
internal sealed class OpenWrites
{
    // How long a request of a runner that is gone may still be worked on: its time-out, and how old its last sign of life may be.
    private static readonly TimeSpan StillUnderWay = TimeSpan.FromSeconds(120 + 30);

    private readonly IActivityWriter _writer;
    private readonly IJobWriter? _jobs;
    private readonly IStateStore _store;
    private readonly Lease _lease;
    private readonly TimeProvider _clock;

    public OpenWrites(IActivityWriter writer, IJobWriter? jobs, IStateStore store, Lease lease, TimeProvider clock)
    {
        _writer = writer;
        _jobs = jobs;
        _store = store;
        _lease = lease;
        _clock = clock;
    }

    /// <summary>Settles all that concerns this side.</summary>
    /// <returns>How many writes were open.</returns>
    public async Task<int> SettleAsync(CancellationToken cancel)
    {
        int jobs = await EndJobsAsync(cancel);
        Intent[] open = await OpenAsync(cancel);
        await WaitOutAsync(open, cancel);
        foreach (Intent[] some in open.Chunk(_writer.MaxBatch))
        {
            IReadOnlyDictionary<string, WrittenRecord> found = await _writer.FindAsync([.. some.Select(intent => intent.Sought)], cancel);
            Settlement[] settlements = [.. some.Select(intent => Settled(intent, found.GetValueOrDefault(intent.Pair.Key)))];
            await CloseAsync(settlements, cancel);
        }

        return open.Length + jobs;
    }

    // What is for the other side is left to whoever writes there.
    private async Task<Intent[]> OpenAsync(CancellationToken cancel)
        => [.. (await _store.OpenIntentsAsync(cancel)).Where(intent => intent.Side == _writer.Side)];

    // A job outlives the runner that opened it. What it wrote is paired; rows it refused are planned and sent anew, and refused again by name.
    private async Task<int> EndJobsAsync(CancellationToken cancel)
    {
        int settled = 0;
        foreach (JobRecord job in _jobs is null ? [] : await _store.JobsAsync(cancel))
        {
            IReadOnlyDictionary<string, string> written = await _jobs!.EndAsync(job.Id, cancel);
            Settlement[] settlements =
            [
                .. (await OpenAsync(cancel)).Where(intent => written.ContainsKey(intent.Pair.Key))
                    .Select(intent => Settled(intent, new WrittenRecord(written[intent.Pair.Key], IsDeleted: false))),
            ];
            await CloseAsync(settlements, cancel);
            await _store.EndJobAsync(_lease, job.Id, cancel);
            settled += settlements.Length;
        }

        return settled;
    }

    // What arrived was written by the run that sent it: its count and its undo have it, not those of the run that found it.
    private async Task CloseAsync(Settlement[] settlements, CancellationToken cancel)
    {
        foreach (IGrouping<string, Settlement> sent in settlements.GroupBy(settlement => settlement.Intent.RunId))
        {
            await _store.SettleAsync(_lease, sent.Key, [.. sent], cancel);
        }
    }

    // O14: HubSpot has no key that keeps a second one out. What the one before sent last may arrive after it was looked for.
    private async Task WaitOutAsync(Intent[] open, CancellationToken cancel)
    {
        if (_writer.Side == Side.HubSpot && _lease.PredecessorSeenAt is { } seenAt && open.Any(intent => intent.Action == Change.Create)
            && seenAt + StillUnderWay - _clock.GetUtcNow() is { } rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _clock, cancel);
        }
    }

    // A create that arrived and was deleted since stays deleted (O5), and so does what was to be deleted and is. A former record that was deleted
    // is not found: where a person asked for another and that did not arrive, it goes on being asked for. An update that may or may not
    // have arrived leaves the old pair: the next read sends it again, by id and with the same values.
    private Settlement Settled(Intent intent, WrittenRecord? record) => intent.Action switch
    {
        Change.Create when record is not null => new Settlement(intent, intent.Pair.With(_writer.Side, record.Id) with { IsGone = record.IsDeleted }, null),
        Change.Delete when record is { IsDeleted: true } => new Settlement(intent, intent.Pair with { IsGone = true }, null),
        _ => new Settlement(intent, null, null),
    };
}
