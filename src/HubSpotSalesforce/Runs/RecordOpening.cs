using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Opens a run from Salesforce to HubSpot: checks settings, mappings, credentials, portal and store before anything is written, and wires the stages.</summary>
internal sealed class RecordOpening
{
    private readonly RunRequest _request;
    private readonly RunHost _host;
    private readonly SyncSession _session;
    private readonly bool _isShared;
    private readonly DateTimeOffset _now;
    private readonly string _runId;

    private RecordOpening(RunRequest request, RunHost host, SyncSession session, bool isShared)
    {
        _request = request;
        _host = host;
        _session = session;
        _isShared = isShared;
        _now = host.Clock.GetUtcNow();
        _runId = RunIds.At(_now, host.Chance);
    }

    public static async Task<RecordRun> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
    {
        SyncSession session = await SyncSession.OpenAsync(request.SettingPath, host, cancel);
        try
        {
            RunBooks books = await RunBooks.OpenAsync(session.Setting.Store.Path, request, host, cancel);
            try
            {
                return await new RecordOpening(request, host, session, isShared: false).CheckAsync(books, cancel);
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
    public static Task<RecordRun> OpenAsync(RunRequest request, RunHost host, SyncSession session, RunBooks books, CancellationToken cancel)
        => new RecordOpening(request, host, session, isShared: true).CheckAsync(books, cancel);

    /// <summary>What a run asks of the way back.</summary>
    public static RecordPassOptions OptionsOf(SyncSetting setting, RunRequest request) => new()
    {
        Only = [.. request.Kinds.Where(kind => ActivityFamily.Find(kind) is not null)],
        Overlap = setting.Overlaps.Objects,
        KeepWaiting = setting.Waiting.KeepFor,
        MaxDeletes = request.Force ? int.MaxValue : setting.Limits.MaxDeletes,
        HistorySince = request.BackfillSince,
        HistoryUntil = request.BackfillUntil,
    };

    /// <summary>What people chose in conflicts, by key and field.</summary>
    public static async Task<Dictionary<(string Key, string Field), Side>> TakesAsync(RunBooks books, CancellationToken cancel)
        => (await books.Store.TakenAsync(cancel)).ToDictionary(conflict => (conflict.Key, conflict.Field), conflict => conflict.Take!.Value);

    private async Task<RecordRun> CheckAsync(RunBooks books, CancellationToken cancel)
    {
        ActivityFamily[] families = RecordSetup.On(_session.Setting);
        if (families.Length == 0 && !_isShared)
        {
            throw new SyncException(
                FaultKind.SettingsInvalid, _session.Setting.File, "No family is switched on under salesforceToHubSpot, so there is nothing to write. Switch one on, such as salesforceToHubSpot.tasks.sync: true.");
        }

        HubSpotAccount account = await _session.HubSpot.AccountAsync(cancel);
        ScopeCheck.Require(account, [.. families.SelectMany(family => _request.PlanOnly ? EngagementWriter.ReadScopesOf(family) : EngagementWriter.ScopesOf(family)), .. LinkSetup.Scopes(_session.Setting), "crm.objects.owners.read"]);
        string orgId = await _session.Salesforce.SignInAsync(cancel);
        await books.BindAsync(new StoreBinding(account.PortalId, orgId), cancel);
        await ConnectorCheck.RunAsync(_session.Setting, _session.HubSpot, books, _now, cancel);
        _session.HubSpot.WriteGate = _session.Salesforce.WriteGate = books.HoldAsync;
        TaskDescribe describe = await TaskDescribe.ReadAsync(_session.Salesforce, cancel);
        await RememberSwitchOnAsync(books, families, cancel);
        RecordTerms terms = new()
        {
            Now = _now,
            EnabledAt = await books.Store.EnabledAtAsync(cancel),
            ClosedStatuses = describe.Vocabulary.ClosedStatuses,
            TaskCreated = new TimelineRules(_session.Setting, []).MappingOf(ActivityKind.TaskCreated),
            Owners = await DirectoryAsync(cancel),
            Takes = await TakesAsync(books, cancel),
            IsBackfill = _request.BackfillSince is not null,
        };
        return await StartAsync(books, await RecordSetup.ReadAsync(_session, terms, cancel), cancel);
    }

    private async Task<RecordRun> StartAsync(RunBooks books, RecordSetup? setup, CancellationToken cancel)
    {
        RunLedger ledger = new(books.Store, books.Lease, _runId, _host.Clock);
        EngagementWriter writer = new(_session.HubSpot, new AssociationTypes(_session.HubSpot));
        RunParts parts = new(_session, _host, _request, books, ledger)
        {
            Carrier = books.Lease is { } lease ? new ChangeCarrier(writer, books.Store, lease, _runId, _host.Clock, _host.Chance) : null,
            IsShared = _isShared,
            HubSpotCallsBefore = _isShared ? _session.HubSpot.Meter.Count : 0,
            SalesforceCallsBefore = _isShared ? _session.Salesforce.Meter.Count : 0,
        };
        PairBook pairs = new(books, _runId, _now);
        if (parts.Carrier is { } carrier && setup is not null)
        {
            await WriteRecovery.RunAsync(_session, books, setup, carrier, _runId, _host, cancel);
            await new SecondCopyPass(new SecondCopies(_session.HubSpot), books, pairs).RunAsync(cancel);
        }

        RecordPass? pass = setup is null ? null : new RecordPass(
            setup,
            RecordSetup.Linker(_session, books, _now),
            new DeletedRecordReader(new DeletedReader(_session.Salesforce, _host.Clock), setup, books.Store),
            books,
            pairs,
            ledger,
            OptionsOf(_session.Setting, _request),
            _host.Clock)
        { Adoption = await AdoptsAsync(books, setup, cancel) ? new TaskAdoption(writer, books, _runId) : null };
        WriteMemory? memory = setup is null ? null : new WriteMemory(setup, books, pairs);
        return new RecordRun(parts, await RunStart.SaveAsync(books, _runId, _now, Side.HubSpot, cancel), pass, new RecordChoice(setup, books), memory);
    }

    // O4: a portal that holds our keys and a store that knows none of them do not belong together, or the store was lost.
    private async Task<bool> AdoptsAsync(RunBooks books, RecordSetup setup, CancellationToken cancel)
    {
        if (await books.Store.HasPairsAsync(cancel) || !await HoldsKeysAsync(setup, cancel))
        {
            return false;
        }

        string path = _session.Setting.Store.Path;
        return _request.Force
            ? true
            : throw new SyncException(
                FaultKind.StateMissing,
                path,
                $"The portal already holds activities with our keys, and the store {path} knows none of them. Restore the store, or point state.path at it; with -Force (--force) the run takes the activities that stand there as they are and goes on.");
    }

    private static async Task<bool> HoldsKeysAsync(RecordSetup setup, CancellationToken cancel)
    {
        foreach (ActivityFamily family in setup.Families)
        {
            await foreach (HubSpotRecord[] page in setup.Engagements.ChangedAsync(family.Key, DateTimeOffset.UnixEpoch, [], cancel))
            {
                if (page.Length > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A family whose switch-on nobody wrote down is remembered from the first run that saw it (R48); off and on again is a new beginning.
    private async Task RememberSwitchOnAsync(RunBooks books, ActivityFamily[] on, CancellationToken cancel)
    {
        if (books.Lease is not { } lease)
        {
            return;
        }

        IReadOnlyDictionary<string, DateTimeOffset> seen = await books.Store.EnabledAtAsync(cancel);
        foreach (ActivityFamily family in ActivityFamily.All)
        {
            bool isOn = on.Contains(family);
            if (isOn && !seen.ContainsKey(family.Key))
            {
                await books.Store.SetEnabledAtAsync(lease, family.Key, _now, cancel);
            }
            else if (!isOn && seen.ContainsKey(family.Key))
            {
                await books.Store.ForgetEnabledAtAsync(lease, family.Key, cancel);
            }
        }
    }

    private async Task<OwnerDirectory?> DirectoryAsync(CancellationToken cancel) => _session.Setting.Reverse.Owners == "map"
        ? new OwnerDirectory(
            (await new OwnerReader(_session.HubSpot).AllAsync(cancel)).Values,
            await new UserReader(_session.Salesforce).AllAsync(cancel),
            _session.Setting.Owners.Map,
            _session.Salesforce.UserId,
            isChain: true)
        : null;
}
