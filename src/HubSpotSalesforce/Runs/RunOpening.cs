using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Opens a run: checks settings, credentials, org and store before anything is written, and wires the stages.</summary>
internal sealed class RunOpening : DirectedOpening
{
    private RunOpening(RunFooting footing, bool isShared)
        : base(footing, isShared)
    {
    }

    /// <summary>Opens a run.</summary>
    /// <param name="footing">What it stands on.</param>
    /// <param name="isShared">Whether somebody else ends that, because the other way stands on it too.</param>
    /// <param name="cancel">Ends the opening.</param>
    public static Task<TimelineRun> OpenAsync(RunFooting footing, bool isShared, CancellationToken cancel) => new RunOpening(footing, isShared).CheckAsync(cancel);

    // With the lease in hand, so that a runner that waited for another one sees what is there now.
    private async Task<TimelineRun> CheckAsync(CancellationToken cancel)
    {
        TimelineRules rules = new(Session.Setting, [.. Request.Kinds.Where(kind => ActivityFamily.Find(kind) is null || ActivityKind.Find(kind) is not null)]);
        HubSpotAccount account = await Footing.AccountAsync(
            [.. rules.Kinds.SelectMany(ActivityReaders.ScopesOf), .. LinkSetup.Scopes(Session.Setting), .. RecordSetup.ReadScopes(Session.Setting), "crm.objects.owners.read"], cancel);
        TaskDescribe describe = await Footing.DescribeAsync(cancel);
        describe.Verify(rules.Fields);
        rules.CheckAgainst(describe.Vocabulary);

        await Footing.TakeAsync(account, cancel);
        foreach (string off in Request.Kinds.Where(kind => ActivityFamily.Find(kind) is null).Select(ActivityKind.Find).OfType<ActivityKind>().Select(kind => kind.Key).Where(kind => !rules.IsOn(kind)))
        {
            Footing.Note($"{off} is switched off, so nothing of it is read. Switch it on with timeline.kinds.{off}.sync: true.");
        }

        KeepWords(describe);
        return await StartAsync(rules, account, describe, cancel);
    }

    // A plan stores nothing, this neither.
    private void KeepWords(TaskDescribe describe)
    {
        if (!Request.PlanOnly)
        {
            OrgWords.Keep(Session.Setting, describe.Vocabulary);
        }
    }

    private async Task<TimelineRun> StartAsync(TimelineRules rules, HubSpotAccount account, TaskDescribe describe, CancellationToken cancel)
    {
        TaskWriter writer = new(Session.Salesforce, describe.Vocabulary.FieldTypes);
        RunLedger ledger = new(Books.Store, Books.Lease, RunId, Footing.Host.Clock);
        RunParts parts = new(Footing, ledger, IsShared)
        {
            Carrier = Books.Lease is { } lease
                ? new ChangeCarrier(writer, Books.Store, lease, RunId, Footing.Host.Clock, Footing.Host.Chance)
                {
                    Jobs = new TaskJobWriter(Session.Salesforce, Footing.Host.Clock),
                    JobsFrom = Session.Setting.Limits.BulkFrom,
                    Settled = ledger.Add,
                }
                : null,
        };
        IReadOnlyDictionary<string, HubSpotOwner> owners = await Footing.OwnersAsync(cancel);
        OwnerDirectory directory = await Footing.DirectoryAsync(Session.Setting.Timeline.Owners == "chain", cancel);
        RecordSetup? setup = await RecordSetup.ReadAsync(Session, await TermsAsync(rules, describe, directory, cancel), cancel);
        if (parts.Carrier is { } carrier)
        {
            await WriteRecovery.RunAsync(Session, Books, setup, carrier, RunId, Footing.Host, cancel);
        }

        bool adopts = await AdoptsAsync(writer, cancel);
        PlanRules planRules = (await RulesAsync(rules, cancel)) with { TwoWay = setup?.Rules };
        ActivityReaders readers = new(Session.HubSpot, account, owners, Session.Setting.ToReaderOptions() with
        {
            HighestSeen = new CounterLookup(Books.Store, planRules, Session.Setting).HighestAsync,
        });
        PairBook pairs = new(Books, Footing.Conflicts, RunId, Now);
        TimelinePass pass = new(
            rules.Kinds,
            readers,
            LinkSetup.Linker(Session, Books, Now),
            new TimelinePlan(planRules, rules.ToMapper(describe.Vocabulary), directory),
            Books,
            ledger,
            planRules,
            Session.Setting,
            Footing.Host.Clock)
        {
            Adoption = adopts ? new TaskAdoption(writer, Books, RunId) : null,
            FirstCreates = RunLimit.For(Session.Setting.Limits.MaxCreates, Request, Footing.Note),
            Archived = Archived(),
            TwoWay = setup is null ? null : new TwoWayPairs(setup, Books, pairs),
        };

        if (Request is { Force: true, PlanOnly: false, PlanPath: null })
        {
            File.Delete(CreateGuard.PlanBeside(Session.Setting.Store.Path));    // a run that stopped left it, and this one goes past what stopped that
        }

        ActivityChoice choice = new(new ActivityLocator(Session.HubSpot, readers, Now), new ContactReader(Session.HubSpot), rules.Kinds);
        PairPass? back = setup is null ? null : new PairPass(setup, RecordSetup.Linker(Session, Books, Now), Books, pairs, ledger, RecordOpening.OptionsOf(Footing), Footing.Host.Clock);
        WriteMemory? memory = setup is null ? null : new WriteMemory(setup, Books, pairs);
        return new TimelineRun(parts, await RunStart.SaveAsync(Books, RunId, Now, Side.Salesforce, cancel), pass, choice, back, memory);
    }

    private async Task<RecordTerms> TermsAsync(TimelineRules rules, TaskDescribe describe, OwnerDirectory directory, CancellationToken cancel)
    {
        await RecordOpening.RememberSwitchOnAsync(Footing, Now, cancel);
        return new RecordTerms
        {
            Now = Now,
            EnabledAt = await Books.Store.EnabledAtAsync(cancel),
            ClosedStatuses = describe.Vocabulary.ClosedStatuses,
            TaskCreated = rules.MappingOf(ActivityKind.TaskCreated),
            Owners = directory,
            Takes = await RecordOpening.TakesAsync(Books, cancel),
        };
    }

    // O4: an org that holds our keys and a store that knows none of them do not belong together, or the store was lost. What it knows of the way back
    // says nothing: that part of it can be made again from the portal. The keys of what was born in HubSpot come first.
    private async Task<bool> AdoptsAsync(TaskWriter writer, CancellationToken cancel)
    {
        bool knowsAny = (await Books.Store.PairsAfterAsync(null, null, 1, cancel)).Any(pair => !ActivityKey.IsOfRecord(pair.Key));
        bool adopts = !knowsAny && await writer.HoldsKeysAsync(cancel);
        string path = Session.Setting.Store.Path;
        return !adopts || Request.Force
            ? adopts
            : throw new SyncException(
                FaultKind.StateMissing,
                path,
                $"The org already holds tasks with our keys, and the store {path} knows none of them. Restore the store, or point state.path at it; with -Force (--force) the run takes the tasks that stand there as they are and goes on. Compare-SyncState -Rebuild (compare --rebuild) makes the store's pairs from the tasks and writes nothing to Salesforce. Either way, what was deleted on purpose is not known and would be made again: look at the plan first (-WhatIf, --plan-only).");
    }

    private ArchivedPass? Archived() => Session.Setting.Timeline.OnDelete == "delete"
        ? new ArchivedPass(new ArchivedReader(Session.HubSpot), Books.Store, RunLimit.For(Session.Setting.Limits.MaxDeletes, Request, Footing.Note))
        : null;

    // A kind whose switch-on nobody wrote down is remembered from the first run that saw it (O4).
    private async Task<PlanRules> RulesAsync(TimelineRules rules, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, DateTimeOffset> seen = await Books.Store.EnabledAtAsync(cancel);
        if (Books.Lease is { } lease)
        {
            foreach (ActivityKind kind in rules.Kinds.Where(kind => rules.EnabledAt(kind) is null && !seen.ContainsKey(kind.Key)))
            {
                await Books.Store.SetEnabledAtAsync(lease, kind.Key, Now, cancel);
            }

            // Off and on again is a new beginning (O9).
            foreach (string off in seen.Keys.Where(kind => ActivityFamily.Find(kind) is null && !rules.IsOn(kind)))
            {
                await Books.Store.ForgetEnabledAtAsync(lease, off, cancel);
            }
        }

        return rules.ToPlanRules(seen, Now, Request.IgnoreWindow, Request.Rewrite);
    }
}
