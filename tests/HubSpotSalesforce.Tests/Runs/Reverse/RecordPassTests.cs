using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

public sealed class RecordPassTests
{
    private const string Former = "00T000000000101EAA";
    private const string Later = "00T000000000102EAA";

    // Salesforce replaced the task of an email while a lost store is filled again: one row has the pair by its id, the other by its key.
    [Fact]
    public async Task Two_rows_of_one_pair_are_adopted_as_one()    // O4, O23
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        using SyncSession session = await SyncSession.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        await session.Salesforce.SignInAsync(CancellationToken.None);
        await using RunBooks books = await RunBooks.OpenAsync(sync.StorePath, new RunRequest { SettingPath = sync.SettingPath }, sync.Host, CancellationToken.None);
        RecordTerms terms = new() { Now = LinkPortal.Now, EnabledAt = new Dictionary<string, DateTimeOffset>(), ClosedStatuses = ["Completed"] };
        RecordSetup setup = (await RecordSetup.ReadAsync(session, terms, CancellationToken.None))!;
        using RunLedger ledger = new(books.Store, books.Lease, "run", sync.Simulator.Clock);
        EngagementWriter writer = new(session.HubSpot, new AssociationTypes(session.HubSpot));
        RecordPass pass = new(
            setup,
            RecordSetup.Linker(session, books, LinkPortal.Now),
            new DeletedRecordReader(new DeletedReader(session.Salesforce, sync.Simulator.Clock), setup, books.Store),
            books,
            new PairBook(books, new WaitingConflicts(books, sync.Simulator.SalesforceUrl), "run", LinkPortal.Now),
            ledger,
            new RecordPassOptions
            {
                Overlap = session.Setting.Overlaps.Objects,
                KeepWaiting = session.Setting.Waiting.KeepFor,
                Deletes = RunLimit.For(1, new RunRequest { SettingPath = sync.SettingPath }, _ => { }),
            },
            sync.Simulator.Clock)
        { Adoption = new TaskAdoption(writer, books, "run") };
        Activity email = new() { Key = "sf-02s000000000101AAA", Kind = "emails", SourceId = Former, OccurredAt = LinkPortal.Now, ModifiedAt = LinkPortal.Now, WhoId = LinkPortal.Lee, Values = new Dictionary<string, string?> { ["Subject"] = "Prices" } };
        Pair known = new() { Key = email.Key, Kind = "emails", HubSpotId = "9001", SalesforceId = Former, ContentHash = "", Base = new Dictionary<string, string?>() };
        await books.Store.SettleAsync(books.Lease!, "run", [new Settlement(new Intent("adopted", known, Change.Create), known, null)], CancellationToken.None);

        Decision[] decisions = await pass.PlanAsync([email with { Key = "sf-" + Former, IsDeleted = true }, email with { SourceId = Later }], CancellationToken.None).ToArrayAsync();

        Assert.Equal(2, decisions.Length);
    }

    [Fact]
    public async Task Updates_in_flight_are_looked_up_together()    // O6
    {
        int one = await LookUpsAsync(1);
        int twenty = await LookUpsAsync(20);

        Assert.Equal(one, twenty);
    }

    // How many calls a run makes that finds so many updates open in the journal.
    private static async Task<int> LookUpsAsync(int open)
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        foreach (int number in Enumerable.Range(101, 20))
        {
            sync.MakeTask($"00T{number:D12}EAA", "Talk", "Call");
        }

        await sync.RunBothAsync();
        await using (SqliteStore store = await SqliteStore.OpenAsync(sync.StorePath, StoreMode.ReadWrite, sync.Simulator.Clock, CancellationToken.None))
        {
            Lease lease = await store.AcquireAsync("killed", TimeSpan.FromMinutes(1), CancellationToken.None);
            IReadOnlyList<Pair> pairs = await store.PairsAfterAsync("sf-", null, open, CancellationToken.None);
            await store.ReserveAsync(lease, "killed", [.. pairs.Select(pair => new Intent($"open-{pair.Key}", pair, Change.Update) { Target = "calls" })], CancellationToken.None);
            await store.ReleaseAsync(lease, CancellationToken.None);
        }

        sync.Later(TimeSpan.FromHours(3));
        int before = Calls(sync);
        await sync.RunBackAsync();
        return Calls(sync) - before;
    }

    private static int Calls(SimulatedSync sync) => sync.Simulator.HubSpotCalls.Count("calls/batch/read") + sync.Simulator.SalesforceCalls.Count("query");
}
