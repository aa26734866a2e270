using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>Sends one batch until each of its changes has an outcome: unknown ones are looked up, locked rows sent again, a culprit singled out.</summary>
internal sealed class BatchSender
{
    private const int MaxTries = 6;

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

    /// <summary>Returns one outcome per change as the rounds bring them: first what was answered at once, then what had to be sent again.</summary>
    /// <exception cref="SyncException">Any kind that concerns more than one record; what became of those without an outcome is looked up by the next run.</exception>
    public async IAsyncEnumerable<Outcome[]> SendAsync(IReadOnlyList<Change> batch, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<Change> open = [.. batch];
        for (int attempt = 1; open.Count > 0; attempt++)
        {
            bool isLast = attempt == MaxTries;
            ILookup<bool, Outcome> outcomes = (await SplitAsync(open, isLast, cancel)).ToLookup(outcome => !isLast && outcome.Fault is { IsTransient: true });
            yield return [.. outcomes[false]];

            open = [.. outcomes[true].Select(outcome => outcome.Change)];
            if (open.Count > 0)
            {
                await Task.Delay(Wait(attempt, outcomes[true].Max(outcome => outcome.Fault!.RetryAfter)), _clock, cancel);
            }
        }
    }

    // A request that fails as a whole is halved until the one record that causes it stands alone.
    private async Task<IReadOnlyList<Outcome>> SplitAsync(List<Change> batch, bool isLast, CancellationToken cancel)
    {
        try
        {
            return await SettleAsync(batch, isLast, cancel);
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
                .. await SplitAsync([.. batch.Take(half)], isLast, cancel),
                .. await SplitAsync([.. batch.Skip(half)], isLast, cancel),
            ];
        }
    }

    // An answer that never came says nothing: the keys are looked up, and only what is not there is sent again (O5).
    private async Task<IReadOnlyList<Outcome>> SettleAsync(List<Change> batch, bool isLast, CancellationToken cancel)
    {
        try
        {
            return await _writer.WriteAsync(batch, cancel);
        }
        catch (SyncException lost) when (lost.IsTransient && !isLast && batch[0].Action == Change.Create)
        {
            IReadOnlyDictionary<string, WrittenRecord> found = await _writer.FindAsync([.. batch.Select(change => new SoughtKey(change.Activity.Key, change.Activity.Kind, change.Beside))], cancel);
            return
            [
                .. batch.Select(change => found.TryGetValue(change.Activity.Key, out WrittenRecord? record) && !record.IsDeleted
                    ? new Outcome(change, record.Id, null)
                    : new Outcome(change, null, lost)),
            ];
        }
    }

    private TimeSpan Wait(int attempt, TimeSpan? asked)
    {
        lock (_chanceGate)
        {
            TimeSpan wait = FirstWait * (Math.Pow(2, attempt - 1) * (0.5 + _chance.NextDouble()));
            return asked > wait ? asked.Value : wait;
        }
    }
}
