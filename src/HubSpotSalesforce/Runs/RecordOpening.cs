using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Opens a run from Salesforce to HubSpot: checks settings, mappings, credentials, portal and store before anything is written, and wires the stages.</summary>
internal sealed class RecordOpening : DirectedOpening
{
    private RecordOpening(RunFooting footing, bool isShared)
        : base(footing, isShared)
    {
    }

    /// <summary>Opens a run.</summary>
    /// <param name="footing">What it stands on.</param>
    /// <param name="isShared">Whether somebody else ends that, because the other way stands on it too.</param>
    /// <param name="cancel">Ends the opening.</param>
    public static Task<RecordRun> OpenAsync(RunFooting footing, bool isShared, CancellationToken cancel) => new RecordOpening(footing, isShared).CheckAsync(cancel);

    /// <summary>What a run asks of the way back.</summary>
    public static RecordPassOptions OptionsOf(RunFooting footing) => new()
    {
        Only = footing.Request.Kinds,
        Overlap = footing.Session.Setting.Overlaps.Objects,
        KeepWaiting = footing.Session.Setting.Waiting.KeepFor,
        Deletes = RunLimit.For(footing.Session.Setting.Limits.MaxDeletes, footing.Request, footing.Note),
        HistorySince = footing.Request.BackfillSince,
        HistoryUntil = footing.Request.BackfillUntil,
    };

    /// <summary>What people chose in conflicts, by key and field.</summary>
    public static async Task<Dictionary<(string Key, string Field), Side>> TakesAsync(RunBooks books, CancellationToken cancel)
        => (await books.Store.TakenAsync(cancel)).ToDictionary(conflict => (conflict.Key, conflict.Field), conflict => conflict.Take!.Value);

    /// <summary>Remembers since when families are on: one whose switch-on nobody wrote down counts from the first run that saw it (R48), and off and on again is a new beginning.</summary>
    public static async Task RememberSwitchOnAsync(RunFooting footing, DateTimeOffset now, CancellationToken cancel)
    {
        SyncSetting setting = footing.Session.Setting;
        ActivityFamily[] on = RecordSetup.On(setting);
        IReadOnlyDictionary<string, DateTimeOffset> seen = await footing.Books.Store.EnabledAtAsync(cancel);
        NoteBeginning(footing, [.. on.Where(family => !seen.ContainsKey(family.Key) && setting.Reverse.Families[family.Key].EnabledAt is null).Select(family => family.Key)]);
        foreach (ActivityFamily family in footing.Books.Lease is null ? [] : ActivityFamily.All)
        {
            bool isOn = on.Contains(family);
            if (isOn && !seen.ContainsKey(family.Key))
            {
                await footing.Books.Store.SetEnabledAtAsync(footing.Books.Lease!, family.Key, now, cancel);
            }
            else if (!isOn && seen.ContainsKey(family.Key))
            {
                await footing.Books.Store.ForgetEnabledAtAsync(footing.Books.Lease!, family.Key, cancel);
            }
        }
    }

    // Nothing comes by a first run, and nobody would know why. Who imports the history knows; a plan stores nothing and says so each time, once for both ways.
    private static void NoteBeginning(RunFooting footing, string[] begun)
    {
        if (begun.Length > 0 && footing.Request.BackfillSince is null)
        {
            string names = begun.Length == 1 ? begun[0] : $"{string.Join(", ", begun[..^1])} and {begun[^1]}";
            footing.NoteOnce($"{names} {(footing.Request.PlanOnly ? "will count from the first run on" : "count from now on")}: what was last changed in Salesforce before comes with Sync-SalesforceActivityToHubSpot -Backfill -Since (backfill --since).");
        }
    }

    private async Task<RecordRun> CheckAsync(CancellationToken cancel)
    {
        ActivityFamily[] families = RecordSetup.On(Session.Setting);
        if (families.Length == 0 && !IsShared)
        {
            throw new SyncException(
                FaultKind.SettingsInvalid, Session.Setting.File, "No family is switched on under salesforceToHubSpot, so there is nothing to write. Switch one on, such as salesforceToHubSpot.tasks.sync: true.");
        }

        HubSpotAccount account = await Footing.AccountAsync(
            [.. Request.PlanOnly ? RecordSetup.PlanScopes(Session.Setting) : RecordSetup.WriteScopes(Session.Setting), .. LinkSetup.Scopes(Session.Setting), "crm.objects.owners.read"], cancel);
        await Footing.TakeAsync(account, cancel);
        TaskDescribe describe = await Footing.DescribeAsync(cancel);
        await RememberSwitchOnAsync(Footing, Now, cancel);
        RecordTerms terms = new()
        {
            Now = Now,
            EnabledAt = await Books.Store.EnabledAtAsync(cancel),
            ClosedStatuses = describe.Vocabulary.ClosedStatuses,
            TaskCreated = new TimelineRules(Session.Setting, []).MappingOf(ActivityKind.TaskCreated),
            Owners = Session.Setting.Reverse.Owners == "map" ? await Footing.DirectoryAsync(isChain: true, cancel) : null,
            Takes = await TakesAsync(Books, cancel),
            IsBackfill = Request.BackfillSince is not null,
        };
        return await StartAsync(await RecordSetup.ReadAsync(Session, terms, cancel), cancel);
    }

    private async Task<RecordRun> StartAsync(RecordSetup? setup, CancellationToken cancel)
    {
        RunLedger ledger = new(Books.Store, Books.Lease, RunId, Footing.Host.Clock);
        EngagementWriter writer = new(Session.HubSpot, new AssociationTypes(Session.HubSpot));
        RunParts parts = new(Footing, ledger, IsShared)
        {
            Carrier = Books.Lease is { } lease ? new ChangeCarrier(writer, Books.Store, lease, RunId, Footing.Host.Clock, Footing.Host.Chance) { Settled = ledger.Add } : null,
        };
        PairBook pairs = new(Books, Footing.Conflicts, RunId, Now);
        if (parts.Carrier is { } carrier && setup is not null)
        {
            await WriteRecovery.RunAsync(Session, Books, setup, carrier, RunId, Footing.Host, cancel);
            await new SecondCopyPass(new SecondCopies(Session.HubSpot), Books, pairs).RunAsync(cancel);
        }

        bool adopts = setup is not null && await AdoptsAsync(setup, cancel);
        if (adopts && Books.Lease is not null)
        {
            await new RecordRebuild(Footing).RunAsync(setup!, cancel);
        }

        RecordPass? pass = setup is null ? null : new RecordPass(
            setup,
            RecordSetup.Linker(Session, Books, Now),
            new DeletedRecordReader(new DeletedReader(Session.Salesforce, Footing.Host.Clock), setup, Books.Store),
            Books,
            pairs,
            ledger,
            OptionsOf(Footing),
            Footing.Host.Clock)
        { Adoption = adopts ? new TaskAdoption(writer, Books, RunId) : null };
        WriteMemory? memory = setup is null ? null : new WriteMemory(setup, Books, pairs);
        return new RecordRun(parts, await RunStart.SaveAsync(Books, RunId, Now, Side.HubSpot, cancel), pass, new RecordChoice(setup, Books), memory);
    }

    // O4: a portal that holds our keys and a store that knows none of them do not belong together, or the store was lost. What it knows of the way to
    // Salesforce says nothing: that part of it can be made again from the org.
    private async Task<bool> AdoptsAsync(RecordSetup setup, CancellationToken cancel)
    {
        bool knowsAny = (await Books.Store.PairsAfterAsync(ActivityKey.SalesforcePrefix, null, 1, cancel)).Any(pair => ActivityKey.IsOfRecord(pair.Key));
        if (knowsAny || !await HoldsKeysAsync(setup, cancel))
        {
            return false;
        }

        string path = Session.Setting.Store.Path;
        return Request.Force
            ? true
            : throw new SyncException(
                FaultKind.StateMissing,
                path,
                $"The portal already holds activities with our keys, and the store {path} knows none of them. Restore the store, or point state.path at it; with -Force (--force) the run takes the activities that stand there as they are and goes on. Compare-SyncState -Rebuild (compare --rebuild) makes the store's pairs from them and writes nothing to HubSpot.");
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
}
