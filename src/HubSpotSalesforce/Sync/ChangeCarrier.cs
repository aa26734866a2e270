using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Sync;

/// <summary>Carries changes out: intent, request, outcome, in that order, several batches at once where that is safe.</summary>
/// <remarks>The process may die at any point: an intent that nobody closed is looked up by the next run.</remarks>
public sealed class ChangeCarrier
{
    private const int BatchesInFlight = 4;
    private const int BufferedOutcomes = 2_000;

    private readonly IActivityWriter _writer;
    private readonly BatchSender _sender;
    private readonly IStateStore _store;
    private readonly Lease _lease;
    private readonly string _runId;
    private readonly TimeProvider _clock;
    private readonly FaultWatch _watch = new();
    private int _intents;

    /// <summary>Creates a carrier for one run.</summary>
    public ChangeCarrier(IActivityWriter writer, IStateStore store, Lease lease, string runId, TimeProvider clock, Random chance)
    {
        _writer = writer;
        _sender = new BatchSender(writer, clock, chance);
        _store = store;
        _lease = lease;
        _runId = runId;
        _clock = clock;
    }

    /// <summary>The side it writes to.</summary>
    public Side Side => _writer.Side;

    /// <summary>Closes what the last runner had in flight: what arrived becomes a pair, the rest was never written.</summary>
    /// <returns>How many intents were open.</returns>
    public async Task<int> RecoverAsync(CancellationToken cancel)
    {
        Intent[] open = [.. (await _store.OpenIntentsAsync(cancel)).Where(intent => intent.Side == _writer.Side)];
        foreach (Intent[] some in open.Chunk(_writer.MaxBatch))
        {
            IReadOnlyDictionary<string, WrittenRecord> found = await _writer.FindAsync([.. some.Select(intent => intent.Sought)], cancel);
            Settlement[] settlements = [.. some.Select(intent => Recovered(intent, found.GetValueOrDefault(intent.Pair.Key)))];
            await _store.SettleAsync(_lease, _runId, settlements, cancel);
        }

        return open.Length;
    }

    /// <summary>Writes changes as they come and tells what became of each; outcomes come in no particular order.</summary>
    /// <exception cref="SyncException">Any kind that stops a run; what was sent before stays recorded.</exception>
    public async IAsyncEnumerable<Outcome> CarryAsync(IAsyncEnumerable<Change> changes, [EnumeratorCancellation] CancellationToken cancel)
    {
        Channel<Outcome> outcomes = Channel.CreateBounded<Outcome>(BufferedOutcomes);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task work = CarryAllAsync(changes, outcomes.Writer, end);
        try
        {
            await foreach (Outcome outcome in outcomes.Reader.ReadAllAsync(cancel))
            {
                yield return outcome;
            }
        }
        finally
        {
            // Left early: end the batches in flight, and let nobody run on behind the caller's back.
            await end.CancelAsync();
            await work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        await work;
    }

    private async Task CarryAllAsync(IAsyncEnumerable<Change> changes, ChannelWriter<Outcome> outcomes, CancellationTokenSource end)
    {
        using SemaphoreSlim many = new(BatchesInFlight);
        using SemaphoreSlim one = new(1);
        List<Task> flights = [];
        Exception? fault = null;
        try
        {
            ChangeBatch batches = new(_writer.MaxBatch);
            await foreach (Change change in changes.WithCancellation(end.Token))
            {
                if (batches.Add(change) is { } full)
                {
                    await TakeOffAsync(full.Lane, full.Changes, end.Token);
                }
            }

            foreach ((ChangeBatch.Lane lane, List<Change> rest) in batches.Rest())
            {
                await TakeOffAsync(lane, rest, end.Token);
            }

            await Task.WhenAll(flights);
        }
        catch (Exception stopped) when (stopped is SyncException or OperationCanceledException)
        {
            // The first fault ends the others, and is the one that is told.
            fault = flights.Select(flight => flight.Exception?.InnerException).OfType<SyncException>().FirstOrDefault() ?? stopped;
            await end.CancelAsync();
        }
        finally
        {
            // Whatever ended this, nobody flies on: the gates and the channel close behind it.
            await Task.WhenAll(flights.Select(flight => flight.ContinueWith(static _ => { }, TaskScheduler.Default)));
            outcomes.Complete(fault);
        }

        async Task TakeOffAsync(ChangeBatch.Lane lane, List<Change> batch, CancellationToken cancel)
        {
            SemaphoreSlim gate = lane == ChangeBatch.Lane.ClosedCreates ? many : one;
            await gate.WaitAsync(cancel);
            flights.RemoveAll(flight => flight.IsCompletedSuccessfully);
            if (flights.Any(flight => flight.IsFaulted))
            {
                await Task.WhenAll(flights);
            }

            flights.Add(FlyAsync(batch, gate, outcomes, cancel));
        }
    }

    private async Task FlyAsync(List<Change> batch, SemaphoreSlim gate, ChannelWriter<Outcome> outcomes, CancellationToken cancel)
    {
        try
        {
            Dictionary<string, Intent> intents = batch.ToDictionary(change => change.Activity.Key, IntentOf);
            await _store.ReserveAsync(_lease, _runId, [.. intents.Values], cancel);
            await foreach (Outcome[] round in _sender.SendAsync([.. batch.Select(change => change with { IntentId = intents[change.Activity.Key].Id })], cancel))
            {
                Outcome[] answered = [.. round.Select(WithoutGone)];
                SyncException? systemic = _watch.Add(answered);
                await RecordAsync(intents, answered, systemic);

                // What is recorded is told, even when one of the batch stops the run.
                foreach (Outcome outcome in answered.Where(outcome => !IsStop(outcome, systemic)))
                {
                    await outcomes.WriteAsync(outcome, cancel);
                }

                if ((systemic ?? answered.FirstOrDefault(outcome => IsStop(outcome, systemic))?.Fault) is { } stop)
                {
                    throw stop;
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    // Not cancelled: what the other side has answered is recorded before the run ends. Of a fault that is the org's no issue is made:
    // the cursor stays, and the next run sends those records again.
    private Task RecordAsync(Dictionary<string, Intent> intents, Outcome[] answered, SyncException? systemic) => answered.Length == 0
        ? Task.CompletedTask
        : _store.SettleAsync(
            _lease, _runId, [.. answered.Select(outcome => SettlementOf(intents[outcome.Change.Activity.Key], outcome, systemic))], CancellationToken.None);

    private static bool IsStop(Outcome outcome, SyncException? systemic)
        => outcome.Fault is { } fault && (fault is { IsTransient: false, IsAboutOneRecord: false } || (systemic is not null && fault.ApiCode == systemic.ApiCode));

    private Intent IntentOf(Change change) => new(
        string.Create(CultureInfo.InvariantCulture, $"{_runId}-{Interlocked.Increment(ref _intents)}"),
        (change.Pair ?? NewPair(change)) with { ContentHash = change.ContentHash, Base = change.Base },
        change.Action)
    { Target = change.Target, Beside = change.Beside };

    private Pair NewPair(Change change) => new()
    {
        Key = change.Activity.Key,
        Kind = change.Activity.Kind,
        HubSpotId = _writer.Side == Side.Salesforce ? change.Activity.SourceId : "",
        SalesforceId = _writer.Side == Side.HubSpot ? change.Activity.SourceId : "",
        ContentHash = change.ContentHash,
        Base = change.Base,
        RunId = _runId,
    };

    private Settlement SettlementOf(Intent intent, Outcome outcome, SyncException? systemic) => outcome.Fault switch
    {
        null => new Settlement(intent, intent.Pair.With(_writer.Side, outcome.RecordId!) with { Base = outcome.Change.Base, IsGone = outcome.IsGone }, null),
        { } fault when systemic is not null && fault.ApiCode == systemic.ApiCode => new Settlement(intent, null, null),
        { } fault => new Settlement(intent, null, IssueOf(intent.Pair, outcome.Change.Activity, fault), RetryOf(outcome.Change.Activity, fault)),
    };

    // O5: a task that was deleted in Salesforce stays deleted; its pair remembers that.
    private static Outcome WithoutGone(Outcome outcome)
        => outcome.Change.Action != Change.Create && (outcome.Fault is null ? outcome.Change.Action == Change.Delete : IsGone(outcome))
            ? new Outcome(outcome.Change, outcome.Change.TargetId, null) { IsGone = true }
            : outcome;

    // An update of a task that is not there at all answers with a code that also means a bad owner.
    private static bool IsGone(Outcome outcome) => outcome.Fault?.ApiCode switch
    {
        "ENTITY_IS_DELETED" => true,    // a delete wants just that
        "INVALID_CROSS_REFERENCE_KEY" => !outcome.Change.Fields.ContainsKey(TaskField.OwnerId),
        _ => false,
    };

    private IssueRecord IssueOf(Pair pair, Activity activity, SyncException fault) => new()
    {
        Key = pair.Key,
        Kind = pair.Kind,
        SourceId = activity.SourceId,
        Fault = fault.Kind.ToString(),
        ApiCode = fault.ApiCode,
        Message = fault.Message,
        At = _clock.GetUtcNow(),
        Tries = 1,
        RunId = _runId,
        OccurredAt = activity.OccurredAt,
        Payload = ActivityPayload.Of(activity),
    };

    private WaitingActivity RetryOf(Activity activity, SyncException fault) => new()
    {
        Key = activity.Key,
        Kind = activity.Kind,
        SourceId = activity.SourceId,
        OccurredAt = activity.OccurredAt,
        WaitingSince = _clock.GetUtcNow(),
        Code = fault.Kind.ToString(),
        Payload = ActivityPayload.Of(activity),
    };

    // A create that arrived and was deleted since stays deleted (O5). An update that may or may not have arrived leaves the old pair:
    // the next read sends it again, by id and with the same values.
    private Settlement Recovered(Intent intent, WrittenRecord? record)
        => record is not null && intent.Action == Change.Create
            ? new Settlement(intent, intent.Pair.With(_writer.Side, record.Id) with { IsGone = record.IsDeleted }, null)
            : new Settlement(intent, null, null);
}
