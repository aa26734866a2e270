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
        await KeepUpdatesAsync(books, lease, setup, open, runId, cancel);
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
    private static async Task KeepUpdatesAsync(RunBooks books, Lease lease, RecordSetup? setup, IReadOnlyList<Intent> open, string runId, CancellationToken cancel)
    {
        foreach (Intent intent in open.Where(intent => intent.Action != Change.Create && setup is not null))
        {
            string family = ActivityFamily.Find(intent.Pair.Kind)?.Key ?? (intent.Pair.Kind == ActivityKind.TaskCreated.Key ? ActivityFamily.Tasks.Key : "");
            if (!setup!.Rules.Families.TryGetValue(family, out Planning.FamilyRule? rule) || !(await books.Store.PairsAsync([intent.Pair.Key], cancel)).TryGetValue(intent.Pair.Key, out Pair? known))
            {
                continue;
            }

            Activity? row = await setup.Readers[family].ReadAgainAsync([known.SalesforceId], cancel) is [var first, ..] ? first : null;
            HubSpotRecord? record = (await setup.Engagements.ReadAsync(family, [known.HubSpotId], rule.Mapping.Properties, cancel)).GetValueOrDefault(known.HubSpotId);
            if (row is not null && record is not null && setup.Plan.Recover(known, intent.Pair, intent.Side, record, row) is { } recovered)
            {
                await books.Store.SettleAsync(lease, runId, [new Settlement(intent, recovered, null)], cancel);
            }
        }
    }
}
