using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Opens a run: checks settings, credentials, org and store before anything is written, and wires the stages.</summary>
internal sealed class RunOpening
{
    private readonly RunRequest _request;
    private readonly RunHost _host;
    private readonly SyncSession _session;
    private readonly DateTimeOffset _now;
    private readonly string _runId;

    private readonly bool _isShared;

    private RunOpening(RunRequest request, RunHost host, SyncSession session, bool isShared)
    {
        _request = request;
        _host = host;
        _session = session;
        _isShared = isShared;
        _now = host.Clock.GetUtcNow();
        _runId = RunIds.At(_now, host.Chance);
    }

    public static async Task<TimelineRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
    {
        SyncSession session = await SyncSession.OpenAsync(request.SettingPath, host, cancel);
        try
        {
            RunBooks books = await RunBooks.OpenAsync(session.Setting.Store.Path, request, host, cancel);
            try
            {
                return await new RunOpening(request, host, session, isShared: false).CheckAsync(books, cancel);
            }
            catch
            {
                await books.DisposeAsync();
                throw;
            }
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a run with a session and books that somebody else ends.</summary>
    public static Task<TimelineRun> OpenAsync(RunRequest request, RunHost host, SyncSession session, RunBooks books, CancellationToken cancel)
        => new RunOpening(request, host, session, isShared: true).CheckAsync(books, cancel);

    // With the lease in hand, so that a runner that waited for another one sees what is there now.
    private async Task<TimelineRun> CheckAsync(RunBooks books, CancellationToken cancel)
    {
        TimelineRules rules = new(_session.Setting, [.. _request.Kinds.Where(kind => ActivityFamily.Find(kind) is null || ActivityKind.Find(kind) is not null)]);
        HubSpotAccount account = await _session.HubSpot.AccountAsync(cancel);
        ScopeCheck.Require(account, [.. rules.Kinds.SelectMany(ActivityReaders.ScopesOf), .. LinkSetup.Scopes(_session.Setting), .. RecordSetup.ReadScopes(_session.Setting), "crm.objects.owners.read"]);
        string orgId = await _session.Salesforce.SignInAsync(cancel);
        TaskDescribe describe = await TaskDescribe.ReadAsync(_session.Salesforce, cancel);
        describe.Verify(rules.Fields);
        rules.CheckAgainst(describe.Vocabulary);

        await books.BindAsync(new StoreBinding(account.PortalId, orgId), cancel);
        await ConnectorCheck.RunAsync(_session.Setting, _session.HubSpot, books, _now, cancel);
        KeepWords(describe);
        _session.HubSpot.WriteGate = _session.Salesforce.WriteGate = books.HoldAsync;
        return await StartAsync(books, rules, account, describe, cancel);
    }

    // A plan stores nothing, this neither.
    private void KeepWords(TaskDescribe describe)
    {
        if (!_request.PlanOnly)
        {
            OrgWords.Keep(_session.Setting, describe.Vocabulary);
        }
    }

    private async Task<TimelineRun> StartAsync(RunBooks books, TimelineRules rules, HubSpotAccount account, TaskDescribe describe, CancellationToken cancel)
    {
        TaskWriter writer = new(_session.Salesforce, describe.Vocabulary.FieldTypes);
        RunLedger ledger = new(books.Store, books.Lease, _runId, _host.Clock);
        RunParts parts = new(_session, _host, _request, books, ledger)
        {
            Carrier = books.Lease is { } lease
                ? new ChangeCarrier(writer, books.Store, lease, _runId, _host.Clock, _host.Chance) { Jobs = new TaskJobWriter(_session.Salesforce, _host.Clock), JobsFrom = _session.Setting.Limits.BulkFrom }
                : null,
            IsShared = _isShared,
            HubSpotCallsBefore = _isShared ? _session.HubSpot.Meter.Count : 0,
            SalesforceCallsBefore = _isShared ? _session.Salesforce.Meter.Count : 0,
        };
        IReadOnlyDictionary<string, HubSpotOwner> owners = await new OwnerReader(_session.HubSpot).AllAsync(cancel);
        OwnerDirectory directory = await DirectoryAsync(owners, cancel);
        RecordSetup? setup = await RecordSetup.ReadAsync(_session, await TermsAsync(books, rules, describe, directory, cancel), cancel);
        if (parts.Carrier is { } carrier)
        {
            await WriteRecovery.RunAsync(_session, books, setup, carrier, _runId, _host, cancel);
        }

        bool adopts = await AdoptsAsync(books, writer, cancel);
        PlanRules planRules = (await RulesAsync(books, rules, cancel)) with { TwoWay = setup?.Rules };
        ActivityReaders readers = new(_session.HubSpot, account, owners, _session.Setting.ToReaderOptions() with
        {
            HighestSeen = new CounterLookup(books.Store, planRules, _session.Setting).HighestAsync,
        });
        PairBook pairs = new(books, _runId, _now);
        TimelinePass pass = new(
            rules.Kinds,
            readers,
            LinkSetup.Linker(_session, books, _now),
            new TimelinePlan(planRules, rules.ToMapper(describe.Vocabulary), directory),
            books,
            ledger,
            planRules,
            _session.Setting,
            _host.Clock)
        {
            Adoption = adopts ? new TaskAdoption(writer, books, _runId) : null,
            IsUnguarded = _request.Force || _request.PlanOnly,
            Archived = Archived(books),
            TwoWay = setup is null ? null : new TwoWayPairs(setup, books, pairs),
        };

        ActivityChoice choice = new(new ActivityLocator(_session.HubSpot, readers, _now), new ContactReader(_session.HubSpot), rules.Kinds);
        PairPass? back = setup is null ? null : new PairPass(setup, books, pairs, ledger, RecordOpening.OptionsOf(_session.Setting, _request), _host.Clock);
        WriteMemory? memory = setup is null ? null : new WriteMemory(setup, books, pairs);
        return new TimelineRun(parts, await RunStart.SaveAsync(books, _runId, _now, Side.Salesforce, cancel), pass, choice, back, memory);
    }

    private async Task<RecordTerms> TermsAsync(RunBooks books, TimelineRules rules, TaskDescribe describe, OwnerDirectory directory, CancellationToken cancel) => new()
    {
        Now = _now,
        EnabledAt = await books.Store.EnabledAtAsync(cancel),
        ClosedStatuses = describe.Vocabulary.ClosedStatuses,
        TaskCreated = rules.MappingOf(ActivityKind.TaskCreated),
        Owners = directory,
        Takes = await RecordOpening.TakesAsync(books, cancel),
    };

    // O4: an org that holds our keys and a store that knows none of them do not belong together, or the store was lost.
    private async Task<bool> AdoptsAsync(RunBooks books, TaskWriter writer, CancellationToken cancel)
    {
        bool adopts = !await books.Store.HasPairsAsync(cancel) && await writer.HoldsKeysAsync(cancel);
        string path = _session.Setting.Store.Path;
        return !adopts || _request.Force
            ? adopts
            : throw new SyncException(
                FaultKind.StateMissing,
                path,
                $"The org already holds tasks with our keys, and the store {path} knows none of them. Restore the store, or point state.path at it; with -Force (--force) the run takes the tasks that stand there as they are and goes on. Compare-SyncState -Rebuild (compare --rebuild) makes the store's pairs from the tasks and writes nothing to Salesforce.");
    }

    private async Task<OwnerDirectory> DirectoryAsync(IReadOnlyDictionary<string, HubSpotOwner> owners, CancellationToken cancel) => new(
        owners.Values,
        await new UserReader(_session.Salesforce).AllAsync(cancel),
        _session.Setting.Owners.Map,
        _session.Salesforce.UserId,
        _session.Setting.Timeline.Owners == "chain");

    private ArchivedPass? Archived(RunBooks books) => _session.Setting.Timeline.OnDelete == "delete"
        ? new ArchivedPass(new ArchivedReader(_session.HubSpot), books.Store, _request.Force ? int.MaxValue : _session.Setting.Limits.MaxDeletes)
        : null;

    // A kind whose switch-on nobody wrote down is remembered from the first run that saw it (O4).
    private async Task<PlanRules> RulesAsync(RunBooks books, TimelineRules rules, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, DateTimeOffset> seen = await books.Store.EnabledAtAsync(cancel);
        if (books.Lease is { } lease)
        {
            foreach (ActivityKind kind in rules.Kinds.Where(kind => rules.EnabledAt(kind) is null && !seen.ContainsKey(kind.Key)))
            {
                await books.Store.SetEnabledAtAsync(lease, kind.Key, _now, cancel);
            }

            // Off and on again is a new beginning (O9).
            foreach (string off in seen.Keys.Where(kind => ActivityFamily.Find(kind) is null && !rules.IsOn(kind)))
            {
                await books.Store.ForgetEnabledAtAsync(lease, off, cancel);
            }
        }

        return rules.ToPlanRules(seen, _now, _request.IgnoreWindow, _request.Rewrite);
    }
}
