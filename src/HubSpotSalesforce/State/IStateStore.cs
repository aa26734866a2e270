using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.State;

/// <summary>What a pair of portal and org remembers between runs: journal, pairs, cursors, waiting activities, links, runs, lease.</summary>
/// <remarks>
/// Every method that writes takes the lease and changes nothing once another runner has taken over.
/// A method returns when what it wrote is durable. For one caller at a time.
/// All methods can meet <see cref="FaultKind.StoreUnavailable"/>, <see cref="FaultKind.StoreLocked"/>, <see cref="FaultKind.StoreFull"/>,
/// <see cref="FaultKind.StoreReadOnly"/> and <see cref="FaultKind.StoreDamaged"/>; those that take a lease also <see cref="FaultKind.LeaseLost"/>.
/// </remarks>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>Takes the lease, for a first time or after the last one ended or ran out. Runs that never told their end are interrupted from then on.</summary>
    /// <param name="runner">Who asks: shown to the one who finds the lease held.</param>
    /// <param name="lasts">How long it holds without renewal.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.LeaseHeld"/>: another runner holds it.</exception>
    Task<Lease> AcquireAsync(string runner, TimeSpan lasts, CancellationToken cancel);

    /// <summary>Makes the lease last from now on again, as long as it was acquired for.</summary>
    /// <remarks>One that ran out is renewed too, as long as nobody took it.</remarks>
    Task RenewAsync(Lease lease, CancellationToken cancel);

    /// <summary>Makes sure that the lease is held at this moment, renewing one that ran out and that nobody took.</summary>
    /// <remarks>To be asked before anything is sent: by the wall clock, since a machine that slept does not count the time in which it did.</remarks>
    Task HoldAsync(Lease lease, CancellationToken cancel);

    /// <summary>Gives the lease back; does nothing when another runner has it.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken cancel);

    /// <summary>The portal and org the store belongs to; null for a store that was never written to.</summary>
    Task<StoreBinding?> BindingAsync(CancellationToken cancel);

    /// <summary>Binds the store to a portal and an org (O4); the same binding again is no change.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreMismatch"/>: it belongs to another pair.</exception>
    Task BindAsync(Lease lease, StoreBinding binding, CancellationToken cancel);

    /// <summary>When each kind was first seen switched on, by settings key.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> EnabledAtAsync(CancellationToken cancel);

    /// <summary>Remembers when a kind was switched on; an earlier value for it is replaced.</summary>
    Task SetEnabledAtAsync(Lease lease, string kind, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Forgets when a kind was switched on, because it is off; one that is not remembered is ignored.</summary>
    Task ForgetEnabledAtAsync(Lease lease, string kind, CancellationToken cancel);

    /// <summary>The position of a source and kind; null before its first complete read.</summary>
    Task<SourceCursor?> CursorAsync(string source, string kind, CancellationToken cancel);

    /// <summary>Moves a cursor, and in the same transaction raises its counters; a value below the highest ever seen changes nothing (O11).</summary>
    /// <remarks>Everything before the cursor must be written, skipped for good or set aside.</remarks>
    Task MoveAsync(Lease lease, SourceCursor cursor, CancellationToken cancel);

    /// <summary>The highest values ever seen of these counters, by key; counters never seen are absent.</summary>
    Task<IReadOnlyDictionary<string, int>> CountersAsync(IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>The pairs of these keys, by key; keys without one are absent.</summary>
    /// <param name="keys">Exact keys; about 2,000 at a time keep the answer small.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyDictionary<string, Pair>> PairsAsync(IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>The pairs whose records on one side have these ids, in no particular order: who else wrote a record is known by nothing but its id.</summary>
    /// <param name="side">The side.</param>
    /// <param name="ids">Ids on that side; in HubSpot they are unique within one type of object only, so look at the kind of what comes back.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyList<Pair>> PairsOfAsync(Side side, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>Whether there is any pair at all.</summary>
    Task<bool> HasPairsAsync(CancellationToken cancel);

    /// <summary>Writes intents to the journal, before the request that carries them out; all or none.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Conflict"/>: a key is in flight already, in the journal or twice in the list.
    /// None was written; what became of the earlier write must be looked up and settled first.</exception>
    Task ReserveAsync(Lease lease, string runId, IReadOnlyList<Intent> intents, CancellationToken cancel);

    /// <summary>Closes intents with what became of them, in one transaction: a pair is saved or replaced (what it held before stays known for an undo), a refusal is set aside as an issue, a lost one leaves nothing.</summary>
    /// <remarks>
    /// What closes an intent counts in the record of the run that opened it, whoever closes it. A pair that takes the place of one that is gone
    /// keeps the former record known. A pair or a refusal also ends the activity's waiting, and a pair ends an earlier issue of its key. The store counts an issue's
    /// tries; the number given is not looked at. A pair that was found on the other side needs no intent in the journal.
    /// </remarks>
    Task SettleAsync(Lease lease, string runId, IReadOnlyList<Settlement> settlements, CancellationToken cancel);

    /// <summary>The intents nobody closed, oldest first: what the last runner had in flight when it died.</summary>
    Task<IReadOnlyList<Intent>> OpenIntentsAsync(CancellationToken cancel);

    /// <summary>Remembers a job, before its rows are sent; one of the same id is replaced.</summary>
    Task AddJobAsync(Lease lease, JobRecord job, CancellationToken cancel);

    /// <summary>The jobs that were not ended, oldest first.</summary>
    Task<IReadOnlyList<JobRecord>> JobsAsync(CancellationToken cancel);

    /// <summary>Forgets a job: its results were taken, or nothing will come of it. One that is not remembered is ignored.</summary>
    Task EndJobAsync(Lease lease, string id, CancellationToken cancel);

    /// <summary>Sets activities aside that may be written one day; one that waits already keeps its first day and takes the new reason.</summary>
    Task SetAsideAsync(Lease lease, IReadOnlyList<WaitingActivity> waiting, CancellationToken cancel);

    /// <summary>The next activities that wait, ordered by key, past the given key; empty at the end.</summary>
    /// <param name="afterKey">The last key of the page before; null for the first page.</param>
    /// <param name="limit">The size of a page, 1 to 10,000.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyList<WaitingActivity>> WaitingAsync(string? afterKey, int limit, CancellationToken cancel);

    /// <summary>Ends the waiting of these keys; those that do not wait are ignored.</summary>
    Task EndWaitingAsync(Lease lease, IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>What is remembered of the links of these contacts, by contact id; contacts never linked are absent.</summary>
    Task<IReadOnlyDictionary<long, LinkRecord>> LinksAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel);

    /// <summary>The contacts last seen with these addresses, without regard to case; addresses nobody was seen with are absent.</summary>
    Task<IReadOnlyList<AddressRecord>> OwnersOfAsync(IReadOnlyCollection<string> addresses, CancellationToken cancel);

    /// <summary>All addresses these contacts were last seen with, ordered by address.</summary>
    Task<IReadOnlyList<AddressRecord>> AddressesOfAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel);

    /// <summary>Saves links and addresses in one transaction; what stands under a contact's id or an address is replaced.</summary>
    Task SaveLinksAsync(Lease lease, IReadOnlyCollection<LinkRecord> links, IReadOnlyCollection<AddressRecord> addresses, CancellationToken cancel);

    /// <summary>Saves a run as it stands, under its id: at its start, and again at its end. Writes that were counted when they were settled stay counted.</summary>
    Task SaveRunAsync(Lease lease, RunRecord run, CancellationToken cancel);

    /// <summary>The latest runs by id, newest first.</summary>
    /// <param name="limit">The most to return, from 1.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyList<RunRecord>> RunsAsync(int limit, CancellationToken cancel);

    /// <summary>Adds skips to a run; of each run the last 10,000 are kept (O26).</summary>
    Task AddSkipsAsync(Lease lease, string runId, IReadOnlyList<SkipRecord> skips, CancellationToken cancel);

    /// <summary>Forgets old runs and what they skipped: those before an instant, and those past a number. The first of all runs stays, without its skips.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="before">The first instant whose runs stay, in UTC.</param>
    /// <param name="most">The most runs that stay, from 1.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    /// <returns>How many runs were forgotten.</returns>
    Task<int> ForgetRunsAsync(Lease lease, DateTimeOffset before, int most, CancellationToken cancel);

    /// <summary>When the first run with this store started, in UTC; null before one did.</summary>
    Task<DateTimeOffset?> FirstRunAtAsync(CancellationToken cancel);

    /// <summary>The skips kept of a run, in the order they were added.</summary>
    Task<IReadOnlyList<SkipRecord>> SkipsAsync(string runId, CancellationToken cancel);

    /// <summary>Ends an issue by hand: what was refused, or whose task was deleted in Salesforce, is sent again by the next run, or never.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="key">The activity's key.</param>
    /// <param name="isRetry">Whether it is sent again.</param>
    /// <param name="now">Since when it waits for that, in UTC.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    /// <returns>False when the key has no issue and no deleted task.</returns>
    Task<bool> ResolveAsync(Lease lease, string key, bool isRetry, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The next pairs, ordered by key, past the given key; empty at the end.</summary>
    /// <param name="afterKey">The last key of the page before; null for the first page.</param>
    /// <param name="runId">The run that made or last wrote the task; null for any.</param>
    /// <param name="limit">The size of a page, 1 to 10,000.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyList<Pair>> PairsAfterAsync(string? afterKey, string? runId, int limit, CancellationToken cancel);

    /// <summary>The next pairs that a run made or wrote, ordered by key, past the given key, with what they held before it changed them; empty at the end.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="afterKey">The last key of the page before; null for the first page.</param>
    /// <param name="limit">The size of a page, 1 to 10,000.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyList<UndoRow>> UndoRowsAsync(string runId, string? afterKey, int limit, CancellationToken cancel);

    /// <summary>Notes fields that both sides changed (R52); a newer note of a field replaces the older, and what a person chose of it stays.</summary>
    Task SaveConflictsAsync(Lease lease, IReadOnlyList<ConflictRecord> conflicts, CancellationToken cancel);

    /// <summary>The conflicts seen last, newest first.</summary>
    /// <param name="limit">The most to return, from 1.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyList<ConflictRecord>> ConflictsAsync(int limit, CancellationToken cancel);

    /// <summary>The conflicts that wait for a person, in no order.</summary>
    Task<IReadOnlyList<ConflictRecord>> WaitingConflictsAsync(CancellationToken cancel);

    /// <summary>What people chose of conflicts and no run has carried out.</summary>
    Task<IReadOnlyList<ConflictRecord>> TakenAsync(CancellationToken cancel);

    /// <summary>Chooses a side for the conflicts of a key that wait for it.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="key">The pair's key.</param>
    /// <param name="field">The Salesforce field; null for all of the key.</param>
    /// <param name="side">The side whose value stays.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    /// <returns>How many conflicts waited.</returns>
    Task<int> TakeAsync(Lease lease, string key, string? field, Side side, CancellationToken cancel);

    /// <summary>Forgets conflicts of a key.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="key">The pair's key.</param>
    /// <param name="field">The Salesforce field; null for all of the key.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    /// <returns>How many there were.</returns>
    Task<int> EndConflictsAsync(Lease lease, string key, string? field, CancellationToken cancel);

    /// <summary>Forgets conflicts of a pair, and keeps the base that stands in their place.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="pair">The pair, of which the base is kept.</param>
    /// <param name="field">The Salesforce field; null for all of the pair.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task AgreeAsync(Lease lease, Pair pair, string? field, CancellationToken cancel);

    /// <summary>Issues: records the other side refused and nobody resolved, newest first.</summary>
    /// <param name="limit">The most to return, from 1.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    Task<IReadOnlyList<IssueRecord>> IssuesAsync(int limit, CancellationToken cancel);
}
