using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Closes what the last runner had in flight, whichever way it went.</summary>
internal static class WriteRecovery
{
    /// <summary>Looks open writes up on the side they were sent to, and settles them.</summary>
    public static async Task RunAsync(SyncSession session, RunBooks books, RecordSetup? setup, ChangeCarrier carrier, string runId, RunHost host, CancellationToken cancel)
    {
        if (books.Lease is not { } lease)
        {
            return;
        }

        IReadOnlyList<Intent> open = await books.Store.OpenIntentsAsync(cancel);
        await KeepUpdatesAsync(books, lease, setup, open, cancel);
        await carrier.RecoverAsync(cancel);

        // What went the other way is looked up there.
        if (open.Any(intent => intent.Side != carrier.Side))
        {
            bool isToSalesforce = carrier.Side == Side.HubSpot;
            IActivityWriter other = isToSalesforce
                ? new TaskWriter(session.Salesforce, new Dictionary<string, string>())
                : new EngagementWriter(session.HubSpot, new AssociationTypes(session.HubSpot));
            IJobWriter? jobs = isToSalesforce ? new TaskJobWriter(session.Salesforce, host.Clock) : null;
            await new ChangeCarrier(other, books.Store, lease, runId, host.Clock, host.Chance) { Jobs = jobs }.RecoverAsync(cancel);
        }
    }

    // An update of a pair that flows both ways, if it arrived, must not look like an edit of the side it was written to.
    private static async Task KeepUpdatesAsync(RunBooks books, Lease lease, RecordSetup? setup, IReadOnlyList<Intent> open, CancellationToken cancel)
    {
        Intent[] updates = [.. open.Where(intent => intent.Action != Change.Create && setup?.Rules.Families.ContainsKey(FamilyOf(intent)) == true)];
        IReadOnlyDictionary<string, Pair> pairs = updates.Length == 0 ? new Dictionary<string, Pair>() : await books.Store.PairsAsync([.. updates.Select(intent => intent.Pair.Key)], cancel);
        foreach (IGrouping<string, Intent> ofFamily in updates.Where(intent => pairs.ContainsKey(intent.Pair.Key)).GroupBy(FamilyOf))
        {
            Pair[] known = [.. ofFamily.Select(intent => pairs[intent.Pair.Key])];
            Dictionary<string, Activity> rows = (await setup!.Readers[ofFamily.Key].ReadAgainAsync([.. known.Select(pair => pair.SalesforceId)], cancel))
                .DistinctBy(row => row.SourceId).ToDictionary(row => row.SourceId);
            IReadOnlyDictionary<string, HubSpotRecord> records = await setup.Engagements.ReadAsync(
                ofFamily.Key, [.. known.Select(pair => pair.HubSpotId)], setup.Rules.Families[ofFamily.Key].Mapping.Properties, cancel);
            Settlement[] recovered =
            [
                .. ofFamily.Zip(known, (intent, pair) => (Intent: intent, Pair: Recovered(setup, intent, pair, records, rows)))
                    .Where(one => one.Pair is not null).Select(one => new Settlement(one.Intent, one.Pair, null)),
            ];
            foreach (IGrouping<string, Settlement> sent in recovered.GroupBy(settlement => settlement.Intent.RunId))
            {
                await books.Store.SettleAsync(lease, sent.Key, [.. sent], cancel);
            }
        }
    }

    private static Pair? Recovered(RecordSetup setup, Intent intent, Pair known, IReadOnlyDictionary<string, HubSpotRecord> records, Dictionary<string, Activity> rows)
        => rows.TryGetValue(known.SalesforceId, out Activity? row) && records.TryGetValue(known.HubSpotId, out HubSpotRecord? record)
            ? setup.Plan.Recover(known, intent.Pair, intent.Side, record, row)
            : null;

    private static string FamilyOf(Intent intent)
        => ActivityFamily.Find(intent.Pair.Kind)?.Key ?? (intent.Pair.Kind == ActivityKind.TaskCreated.Key ? ActivityFamily.Tasks.Key : "");
}
