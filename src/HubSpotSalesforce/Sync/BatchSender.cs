using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>Sends one batch until each of its changes has an outcome: unknown ones are looked up, locked rows sent again, a culprit singled out.</summary>
internal sealed class BatchSender
{
    private const int MaxTries = 6;

    // A batch smaller than this is never taken for a sample of the whole.
    private const int SmallestSample = 8;
    private const int Probes = 3;

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
            ILookup<bool, Outcome> outcomes = (await (isLast ? LastAsync(open, cancel) : SplitAsync(open, isLast: false, cancel))).ToLookup(outcome => !isLast && outcome.Fault is { IsTransient: true });
            yield return [.. outcomes[false]];

            open = [.. outcomes[true].Select(outcome => outcome.Change)];
            if (open.Count > 0)
            {
                Change[] unknown = [.. outcomes[true].Where(outcome => outcome.IsUnknown).Select(outcome => outcome.Change)];
                TimeSpan wait = Wait(attempt, outcomes[true].Max(outcome => outcome.Fault!.RetryAfter));
                await Task.Delay(unknown.Length > 0 && _writer.UnderWay > wait ? _writer.UnderWay : wait, _clock, cancel);
                Outcome[] arrived = await ArrivedAsync(unknown, cancel);
                yield return arrived;
                open.RemoveAll(change => arrived.Any(outcome => outcome.Change == change));
            }
        }
    }

    // An answer that never came says nothing: of creates the keys are looked up, and only what is not there is sent again (O5). Not before the
    // wait: what a server is still at work on stands nowhere yet (O14).
    private async Task<Outcome[]> ArrivedAsync(Change[] unknown, CancellationToken cancel)
    {
        if (unknown.Length == 0)
        {
            return [];
        }

        IReadOnlyDictionary<string, WrittenRecord> found = await _writer.FindAsync([.. unknown.Select(change => new SoughtKey(change.Activity.Key, change.Activity.Kind, change.Beside))], cancel);
        return
        [
            .. from change in unknown
               let record = found.GetValueOrDefault(change.Activity.Key)
               where record is { IsDeleted: false }
               select new Outcome(change, record.Id, null),
        ];
    }

    // A record at which the server breaks down each time, or takes too long, looks like a server that is down. The others tell: as long as one
    // half is taken, the culprit is in the other. Only where a key keeps what arrived unseen from being made again.
    private async Task<IReadOnlyList<Outcome>> LastAsync(List<Change> open, CancellationToken cancel)
    {
        if (open.Count == 1 || _writer.UnderWay > TimeSpan.Zero)
        {
            return await SplitAsync(open, isLast: true, cancel);
        }

        List<Outcome> outcomes = [];
        List<Change> part = open;
        for (SyncException? lost = await LostAsync(part, outcomes, cancel); lost is not null;)
        {
            if (part.Count == 1)
            {
                outcomes.Add(new Outcome(part[0], null, new SyncException(FaultKind.RecordRejected, lost.About, $"The server takes other records and fails at this one each time: {lost.Message}", lost)));
                break;
            }

            List<Change>[] halves = [part[..(part.Count / 2)], part[(part.Count / 2)..]];
            SyncException?[] each = [await LostAsync(halves[0], outcomes, cancel), await LostAsync(halves[1], outcomes, cancel)];
            if (each.All(one => one is not null))
            {
                throw lost;
            }

            (part, lost) = each[0] is null ? (halves[1], each[1]) : (halves[0], each[0]);
        }

        return outcomes;
    }

    // Returns why the last try got no answer; null when each of the records has an outcome.
    private async Task<SyncException?> LostAsync(List<Change> part, List<Outcome> outcomes, CancellationToken cancel)
    {
        try
        {
            outcomes.AddRange(await SplitAsync(part, isLast: true, cancel));
            return null;
        }
        catch (SyncException lost) when (lost.Kind == FaultKind.Unavailable)
        {
            return lost;
        }
    }

    // A request that fails as a whole is halved until the ones that cause it stand alone, or it is clear that no record does.
    private async Task<IReadOnlyList<Outcome>> SplitAsync(List<Change> batch, bool isLast, CancellationToken cancel)
    {
        List<Outcome> outcomes = [];
        Stack<List<Change>> open = new([batch]);
        bool isTaken = false;     // some part of the batch was
        bool isProbed = false;
        while (open.TryPop(out List<Change>? part))
        {
            SyncException? refused = await TryAsync(part, isLast, outcomes, cancel);
            isTaken |= refused is null;
            if (refused is not null && part.Count > 1)
            {
                open.Push([.. part.Skip(part.Count / 2)]);
                open.Push([.. part.Take(part.Count / 2)]);
            }
            else if (refused is not null)
            {
                outcomes.Add(Alone(part[0], refused));
                if (!isTaken && !isProbed && batch.Count >= SmallestSample)
                {
                    isProbed = true;
                    isTaken = await ProbeAsync(open, isLast, outcomes, refused, cancel);
                }
            }
        }

        return outcomes;
    }

    // The first record stood alone and nothing else was taken: if some from elsewhere, each by itself, are refused the same way, it is the
    // org that refuses, and 200 records need not be tried one by one to know it.
    private async Task<bool> ProbeAsync(Stack<List<Change>> open, bool isLast, List<Outcome> outcomes, SyncException first, CancellationToken cancel)
    {
        SyncException? refused = null;
        foreach (List<Change> part in open.OrderByDescending(part => part.Count).Take(Probes).ToArray())
        {
            Change probe = part[^1];
            part.RemoveAt(part.Count - 1);
            refused = await TryAsync([probe], isLast, outcomes, cancel);
            if (refused is null || refused.ApiCode != first.ApiCode)
            {
                outcomes.AddRange(refused is null ? [] : [Alone(probe, refused)]);
                return true;
            }

            outcomes.Add(Alone(probe, refused));
        }

        throw new SyncException(
            FaultKind.OrgUnready,
            first.About,
            $"Each record sent by itself is refused the same way as all together: {first.Message} No record is at fault; the next run sends them again.",
            first)
        { ApiCode = first.ApiCode };
    }

    // Returns why the request was refused as a whole; null when each of its records has an outcome.
    private async Task<SyncException?> TryAsync(List<Change> part, bool isLast, List<Outcome> outcomes, CancellationToken cancel)
    {
        if (part.Count == 0)
        {
            return null;    // its only record was a probe
        }

        try
        {
            IReadOnlyList<Outcome> settled = await SettleAsync(part, isLast, cancel);
            Outcome[] shared = [.. settled.Where(outcome => outcome is { Fault: not null, MayBeAnothers: true })];
            if (shared.Length == 0 || settled.Any(outcome => outcome.Fault is null))
            {
                outcomes.AddRange(settled);
                return null;
            }

            // Row for row it says no, and nothing was written: one of them may have failed for all.
            outcomes.AddRange(settled.Except(shared));
            part.RemoveAll(change => shared.All(outcome => outcome.Change != change));
            return shared[0].Fault;
        }
        catch (SyncException refused) when (refused.Kind == FaultKind.UnexpectedAnswer)
        {
            return refused;
        }
    }

    private static Outcome Alone(Change change, SyncException refused)
        => new(change, null, new SyncException(FaultKind.RecordRejected, change.Activity.Key, refused.Message, refused) { ApiCode = refused.ApiCode });

    // Updates and deletes go by id and say the same when they are sent again; a create may stand there by now.
    private async Task<IReadOnlyList<Outcome>> SettleAsync(List<Change> batch, bool isLast, CancellationToken cancel)
    {
        try
        {
            return await _writer.WriteAsync(batch, cancel);
        }
        catch (SyncException lost) when (lost.IsTransient && !isLast)
        {
            return [.. batch.Select(change => new Outcome(change, null, lost) { IsUnknown = change.Action == Change.Create })];
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
