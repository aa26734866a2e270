using System.Collections;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of what completes from the store of the settings named on the command line.</summary>
public abstract class RunLogCompleter : SettingCompleter
{
    /// <summary>Reads the words to choose from, in the order in which they are shown, each with what is told of it.</summary>
    private protected abstract Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log);

    private protected sealed override async Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound)
    {
        await using RunLog log = await RunLog.OpenAsync(settingPath, new RunHost(), CancellationToken.None);
        return await WordsAsync(log);
    }
}
