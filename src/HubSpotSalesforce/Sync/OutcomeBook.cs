using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Sync;

/// <summary>Keeps the journal of a run's writes: intents before the request, and what became of them after.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OutcomeBook
{
    private readonly IStateStore _store;
    private readonly Lease _lease;
    private readonly Side _side;
    private readonly string _runId;
    private readonly TimeProvider _clock;
    private readonly FaultWatch _watch = new();
    private int _intents;

    public OutcomeBook(IStateStore store, Lease lease, Side side, string runId, TimeProvider clock)
    {
        _store = store;
        _lease = lease;
        _side = side;
        _runId = runId;
        _clock = clock;
    }

    /// <summary>Writes the intents of a batch; nothing of it may be sent before this returns.</summary>
    /// <returns>The intents, by key.</returns>
    /// <exception cref="SyncException"><see cref="FaultKind.Conflict"/>: a key is in flight already, or twice in the batch.</exception>
    public async Task<IReadOnlyDictionary<string, Intent>> ReserveAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        Intent[] intents = [.. batch.Select(IntentOf)];
        await _store.ReserveAsync(_lease, _runId, intents, cancel);
        return intents.ToDictionary(intent => intent.Pair.Key);
    }

    /// <summary>Records outcomes, and gives them as they are to be told.</summary>
    /// <returns>The outcomes that do not stop the run, and the fault that does, or null.</returns>
    /// <remarks>Not cancelled: what the other side has answered is recorded before the run ends.</remarks>
    public async Task<(Outcome[] Told, SyncException? Stop)> RecordAsync(IReadOnlyDictionary<string, Intent> intents, IEnumerable<Outcome> outcomes)
    {
        Outcome[] answered = [.. outcomes.Select(WithoutGone)];
        SyncException? systemic = _watch.Add(answered);
        if (answered.Length > 0)
        {
            await _store.SettleAsync(
                _lease, _runId, [.. answered.Select(outcome => SettlementOf(intents[outcome.Change.Activity.Key], outcome, systemic))], CancellationToken.None);
        }

        ILookup<bool, Outcome> byStop = answered.ToLookup(outcome => IsStop(outcome, systemic));
        return ([.. byStop[false]], systemic ?? byStop[true].FirstOrDefault()?.Fault);
    }

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
        HubSpotId = _side == Side.Salesforce ? change.Activity.SourceId : "",
        SalesforceId = _side == Side.HubSpot ? change.Activity.SourceId : "",
        ContentHash = change.ContentHash,
        Base = change.Base,
        RunId = _runId,
    };

    // Of a fault that is the org's no issue is made: the cursor stays, and the next run sends those records again.
    private Settlement SettlementOf(Intent intent, Outcome outcome, SyncException? systemic) => outcome.Fault switch
    {
        null => new Settlement(intent, intent.Pair.With(_side, outcome.RecordId!) with { Base = outcome.Change.Base, IsGone = outcome.IsGone }, null),
        { } fault when IsStop(outcome, systemic) => new Settlement(intent, null, null),
        { } fault => new Settlement(intent, null, IssueOf(intent.Pair, outcome.Change, fault), RetryOf(outcome.Change.Activity, fault)),
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

    private IssueRecord IssueOf(Pair pair, Change change, SyncException fault) => new()
    {
        Key = pair.Key,
        Kind = pair.Kind,
        SourceId = change.Activity.SourceId,
        Fault = fault.Kind.ToString(),
        ApiCode = fault.ApiCode,
        Message = fault.Message,
        At = _clock.GetUtcNow(),
        Tries = 1,
        RunId = _runId,
        OccurredAt = change.Activity.OccurredAt,
        Payload = ActivityPayload.Of(change.Activity),
        PayloadHash = ChangeFingerprint.Of(change),
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
}
