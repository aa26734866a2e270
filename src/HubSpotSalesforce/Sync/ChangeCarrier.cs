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
    private const int JobsInFlight = 2;
    private const int BufferedOutcomes = 2_000;

    private readonly IActivityWriter _writer;
    private readonly BatchSender _sender;
    private readonly IStateStore _store;
    private readonly Lease _lease;
    private readonly string _runId;
    private readonly TimeProvider _clock;
    private readonly OutcomeBook _book;

    /// <summary>Creates a carrier for one run.</summary>
    public ChangeCarrier(IActivityWriter writer, IStateStore store, Lease lease, string runId, TimeProvider clock, Random chance)
    {
        _writer = writer;
        _sender = new BatchSender(writer, clock, chance);
        _store = store;
        _lease = lease;
        _runId = runId;
        _clock = clock;
        _book = new OutcomeBook(store, lease, writer.Side, runId, clock);
    }

    /// <summary>The side it writes to.</summary>
    public Side Side => _writer.Side;

    /// <summary>Writes many creates at once; null where batches are all there is.</summary>
    public IJobWriter? Jobs { get; init; }

    /// <summary>From how many creates of closed tasks a job is opened (O22); 0 for never.</summary>
    public int JobsFrom { get; init; }

    /// <summary>Told of each outcome once it is stored, whether or not anybody still listens to what <see cref="CarryAsync"/> tells; from several threads at once.</summary>
    public Action<Outcome>? Settled { get; init; }

    /// <summary>Closes what the last runner had in flight: what arrived becomes a pair, the rest was never written.</summary>
    /// <returns>How many intents were open.</returns>
    public Task<int> RecoverAsync(CancellationToken cancel) => new OpenWrites(_writer, Jobs, _store, _lease, _clock).SettleAsync(cancel);

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
        using SemaphoreSlim jobs = new(JobsInFlight);
        List<Task> flights = [];
        Departures departures = new(
            (lane, batch, cancel) => TakeOffAsync(lane == ChangeBatch.Lane.ClosedCreates ? many : one, gate => FlyAsync(batch, gate, outcomes, cancel), cancel),
            (batch, cancel) => TakeOffAsync(jobs, gate => FlyJobAsync(batch, gate, outcomes, cancel), cancel),
            new ChangeBatch(_writer.MaxBatch),
            new JobHold(Jobs, JobsFrom, _clock));
        Exception? fault = null;
        try
        {
            SyncException? broken = await departures.SendAllAsync(changes, end.Token);
            await Task.WhenAll(flights);
            fault = broken;
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

        async Task TakeOffAsync(SemaphoreSlim gate, Func<SemaphoreSlim, Task> fly, CancellationToken cancel)
        {
            await gate.WaitAsync(cancel);
            flights.RemoveAll(flight => flight.IsCompletedSuccessfully);
            if (flights.Any(flight => flight.IsFaulted))
            {
                await Task.WhenAll(flights);
            }

            flights.Add(fly(gate));
        }
    }

    private async Task FlyAsync(List<Change> batch, SemaphoreSlim gate, ChannelWriter<Outcome> outcomes, CancellationToken cancel)
    {
        try
        {
            IReadOnlyDictionary<string, Intent> intents = await _book.ReserveAsync(batch, cancel);
            await SendAsync(batch, intents, outcomes, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    // The job's id is in the store before its rows leave: a run that dies meanwhile leaves a job whose results the next one takes.
    private async Task FlyJobAsync(List<Change> batch, SemaphoreSlim gate, ChannelWriter<Outcome> outcomes, CancellationToken cancel)
    {
        try
        {
            IReadOnlyDictionary<string, Intent> intents = await _book.ReserveAsync(batch, cancel);
            List<Change> rest = batch;
            if (await OpenAsync(batch.Count, cancel) is { } job)
            {
                IReadOnlyList<Outcome> answered = await Jobs!.CarryAsync(job, batch, cancel);
                await TellAsync(intents, answered.Where(outcome => outcome.Fault is not { IsTransient: true }), outcomes, cancel);
                await _store.EndJobAsync(_lease, job, cancel);
                rest = await UntoldAsync(batch, answered, intents, outcomes, cancel);
            }

            foreach (Change[] some in rest.Chunk(_writer.MaxBatch))
            {
                await SendAsync(some, intents, outcomes, cancel);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    // Null where the org takes no jobs: its rows go in batches, as fewer would.
    private async Task<string?> OpenAsync(int rows, CancellationToken cancel)
    {
        try
        {
            string job = await Jobs!.OpenAsync(cancel);
            await _store.AddJobAsync(_lease, new JobRecord(job, _runId, _clock.GetUtcNow(), rows), cancel);
            return job;
        }
        catch (SyncException refused) when (refused.Kind is FaultKind.UnexpectedAnswer or FaultKind.OrgUnready)
        {
            return null;
        }
    }

    // Of rows the job does not tell of, what stands there is paired; the others are sent again, as are those that another write held.
    private async Task<List<Change>> UntoldAsync(
        List<Change> batch, IReadOnlyList<Outcome> answered, IReadOnlyDictionary<string, Intent> intents, ChannelWriter<Outcome> outcomes, CancellationToken cancel)
    {
        HashSet<string> told = [.. answered.Select(outcome => outcome.Change.Activity.Key)];
        Change[] untold = [.. batch.Where(change => !told.Contains(change.Activity.Key))];
        IReadOnlyDictionary<string, WrittenRecord> found = untold.Length == 0
            ? new Dictionary<string, WrittenRecord>()
            : await _writer.FindAsync([.. untold.Select(change => intents[change.Activity.Key].Sought)], cancel);
        ILookup<bool, Change> byFound = untold.ToLookup(change => found.GetValueOrDefault(change.Activity.Key) is { IsDeleted: false });
        await TellAsync(intents, byFound[true].Select(change => new Outcome(change, found[change.Activity.Key].Id, null)), outcomes, cancel);
        return [.. answered.Where(outcome => outcome.Fault is { IsTransient: true }).Select(outcome => outcome.Change), .. byFound[false]];
    }

    private async Task SendAsync(IReadOnlyList<Change> batch, IReadOnlyDictionary<string, Intent> intents, ChannelWriter<Outcome> outcomes, CancellationToken cancel)
    {
        await foreach (Outcome[] round in _sender.SendAsync([.. batch.Select(change => change with { IntentId = intents[change.Activity.Key].Id })], cancel))
        {
            await TellAsync(intents, round, outcomes, cancel);
        }
    }

    // What is recorded is told, even when one of the batch stops the run.
    private async Task TellAsync(IReadOnlyDictionary<string, Intent> intents, IEnumerable<Outcome> answered, ChannelWriter<Outcome> outcomes, CancellationToken cancel)
    {
        (Outcome[] told, SyncException? stop) = await _book.RecordAsync(intents, answered);
        foreach (Outcome outcome in told)
        {
            Settled?.Invoke(outcome);
        }

        foreach (Outcome outcome in told)
        {
            await outcomes.WriteAsync(outcome, cancel);
        }

        if (stop is not null)
        {
            throw stop;
        }
    }
}
