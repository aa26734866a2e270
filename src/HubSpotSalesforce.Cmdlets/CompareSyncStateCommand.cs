using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Compare-SyncState: tells where the store, Salesforce and HubSpot do not agree, and rebuilds a store that was lost.</summary>
[Cmdlet(VerbsData.Compare, "SyncState", SupportsShouldProcess = true)]
[OutputType(typeof(StateDifference))]
public sealed class CompareSyncStateCommand : ConnectedCmdlet
{
    /// <summary>Makes pairs of tasks, and of activities in HubSpot, that carry our keys and that the store does not know. Nothing is written to Salesforce or HubSpot.</summary>
    [Parameter]
    public SwitchParameter Rebuild { get; set; }

    /// <summary>Asks HubSpot for each record with a task, too, a hundred a call: calls, emails, meetings, notes and tasks.</summary>
    [Parameter]
    public SwitchParameter IncludeHubSpot { get; set; }

    /// <inheritdoc/>
    protected override void Finish()
    {
        string settings = SettingFile;
        RunHost host = NewHost();
        RunProgress progress = new("Comparison");
        Run(async cancel =>
        {
            await using StateComparison comparison = await StateComparison.OpenAsync(settings, Rebuild && !IsWhatIf, host, cancel);
            comparison.Looked += (part, done) => Post(() => progress.Show(this, () => new RunStep($"{done} looked at", done, part, StateComparison.Parts)));
            int found = 0;
            int unknown = 0;
            await foreach (StateDifference difference in comparison.CompareAsync(IncludeHubSpot, cancel))
            {
                found++;
                unknown += difference.Code is StateDifference.UnknownTask or StateDifference.UnknownActivity ? 1 : 0;
                Post(() => WriteObject(difference));
            }

            if (found == 0)
            {
                Post(() => Remark("Comparison", comparison.Agreement(IncludeHubSpot)));
            }

            if (Rebuild && unknown > 0 && await Ask(() => ShouldProcess(settings, $"make pairs of {unknown} tasks and activities that stand in Salesforce and HubSpot, in the store of these settings"), cancel))
            {
                int made = await comparison.RebuildAsync(cancel);
                Post(() => WriteInformation($"{made} pairs were made. What both sides say counts as written, and the next run goes on from there.", ["HubSpotSalesforce", "Rebuild"]));
            }
        });
        progress.Complete(this);
    }
}
