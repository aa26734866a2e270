using System.Collections;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the names of the saved reports.</summary>
public sealed class SavedReportCompleter : SettingCompleter
{
    private protected override Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound)
        => Task.FromResult(ReportRun.Saved(settingPath, new RunHost()).Select(name => (name, name)).ToArray());
}
