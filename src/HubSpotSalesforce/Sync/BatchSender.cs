using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>Sends one batch until each of its changes has an outcome: unknown ones are looked up, locked rows sent again, a culprit singled out.</summary>
internal sealed class BatchSender
{
    private const int MaxTries = 4;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    private readonly IActivityWriter _writer;
    private readonly TimeProvider _clock;
    private readonly Random _chance;
    private readonly Lock _chanceGate = new();

    public BatchSender(IActivityWriter writer, TimeProvider clock, Random chance)
    {
        _writer = writer;
        _clock = clock;
        _chance = chance;
    }

    /// <summary>Returns one outcome per change, in no particular order.</summary>
    public async Task<List<Outcome>> SendAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        List<Outcome> done = [];
        List<Change> open = [.. batch];
        for (int attempt = 1; open.Count > 0; attempt++)
        {
            IReadOnlyList<Outcome> outcomes = await SplitAsync(open, cancel);
            bool isLast = attempt == MaxTries;
            done.AddRange(outcomes.Where(outcome => isLast || outcome.Fault is not { IsTransient: true }));
            open = isLast ? [] : [.. outcomes.Where(outcome => outcome.Fault is { IsTransient: true }).Select(outcome => outcome.Change)];
            if (open.Count > 0)
            {
                await Task.Delay(Wait(attempt), _clock, cancel);
            }
        }

        return done;
    }

    // A request that fails as a whole is halved until the one record that causes it stands alone.
    private async Task<IReadOnlyList<Outcome>> SplitAsync(List<Change> batch, CancellationToken cancel)
    {
        try
        {
            return await SettleAsync(batch, cancel);
        }
        catch (SyncException refused) when (refused.Kind == FaultKind.UnexpectedAnswer)
        {
            if (batch.Count == 1)
            {
                string key = batch[0].Activity.Key;
                return [new Outcome(batch[0], null, new SyncException(FaultKind.RecordRejected, key, refused.Message, refused) { ApiCode = refused.ApiCode })];
            }

            int half = batch.Count / 2;
            return
            [
                .. await SplitAsync([.. batch.Take(half)], cancel),
                .. await SplitAsync([.. batch.Skip(half)], cancel),
            ];
        }
    }

    // An answer that never came says nothing: the keys are looked up, and only what is not there is sent again.
    private async Task<IReadOnlyList<Outcome>> SettleAsync(List<Change> batch, CancellationToken cancel)
    {
        try
        {
            return await _writer.WriteAsync(batch, cancel);
        }
        catch (SyncException lost) when (lost.Kind == FaultKind.Unavailable && batch[0].Action == Change.Create)
        {
            IReadOnlyDictionary<string, WrittenRecord> found = await _writer.FindAsync([.. batch.Select(change => change.Activity.Key)], cancel);
            List<Outcome> outcomes = [];
            List<Change> missing = [];
            foreach (Change change in batch)
            {
                if (found.TryGetValue(change.Activity.Key, out WrittenRecord? record) && !record.IsDeleted)
                {
                    outcomes.Add(new Outcome(change, record.Id, null));
                }
                else
                {
                    missing.Add(change);
                }
            }

            if (missing.Count > 0)
            {
                outcomes.AddRange(await _writer.WriteAsync(missing, cancel));
            }

            return outcomes;
        }
    }

    private TimeSpan Wait(int attempt)
    {
        lock (_chanceGate)
        {
            return FirstWait * (Math.Pow(2, attempt - 1) * (0.5 + _chance.NextDouble()));
        }
    }
}
