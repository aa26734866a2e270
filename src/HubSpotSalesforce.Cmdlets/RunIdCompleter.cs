using System.Collections;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the ids of the latest runs, newest first.</summary>
public sealed class RunIdCompleter : SettingCompleter
{
    private protected override async Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound)
    {
        using CancellationTokenSource soon = Completion.Soon();
        return await LatestRuns.OfAsync(settingPath, new RunHost(), soon.Token);
    }
}
