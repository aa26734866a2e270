using System.Collections;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of what completes from the store of the settings named on the command line.</summary>
public abstract class RunLogCompleter : SettingCompleter
{
    /// <summary>Reads the words to choose from, in the order in which they are shown, each with what is told of it.</summary>
    /// <param name="log">The store.</param>
    /// <param name="soon">Ends the wait for it.</param>
    private protected abstract Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log, CancellationToken soon);

    private protected sealed override async Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound)
    {
        using CancellationTokenSource soon = Completion.Soon();
        await using RunLog log = await RunLog.OpenAsync(settingPath, new RunHost(), soon.Token);
        return await WordsAsync(log, soon.Token);
    }
}
