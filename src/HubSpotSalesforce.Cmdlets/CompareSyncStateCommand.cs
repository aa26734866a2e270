using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Compare-SyncState: tells where the store, Salesforce and HubSpot do not agree, and rebuilds a store that was lost.</summary>
[Cmdlet(VerbsData.Compare, "SyncState", SupportsShouldProcess = true)]
[OutputType(typeof(StateDifference))]
public sealed class CompareSyncStateCommand : SettingCmdlet
{
    /// <summary>Makes pairs of tasks that carry our keys and that the store does not know. Nothing is written to Salesforce or HubSpot.</summary>
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
        Run(async cancel =>
        {
            await using StateComparison comparison = await StateComparison.OpenAsync(settings, Rebuild && !IsWhatIf, host, cancel);
            int unknown = 0;
            await foreach (StateDifference difference in comparison.CompareAsync(IncludeHubSpot, cancel))
            {
                unknown += difference.Code == StateDifference.UnknownTask ? 1 : 0;
                Post(() => WriteObject(difference));
            }

            if (Rebuild && unknown > 0 && await Ask(() => ShouldProcess(settings, $"make pairs of {unknown} tasks that stand in Salesforce, in the store of these settings"), cancel))
            {
                int made = await comparison.RebuildAsync(cancel);
                Post(() => WriteInformation($"{made} pairs were made. The next run takes what their activities say as it is, and goes on from there.", ["HubSpotSalesforce", "Rebuild"]));
            }
        });
    }
}
