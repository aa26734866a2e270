using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets that look back: they ask the store alone, and neither HubSpot nor Salesforce.</summary>
public abstract class RunLogCmdlet : SettingCmdlet
{
    /// <summary>Opens the store of the settings, looks, and closes it.</summary>
    private protected void Look(Func<RunLog, CancellationToken, Task> look)
    {
        string settings = SettingFile;
        RunHost host = NewHost();
        Run(async cancel =>
        {
            await using RunLog log = await RunLog.OpenAsync(settings, host, cancel);
            await look(log, cancel);
        });
    }
}
