using System.Collections;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes task types, statuses, priorities and fields of the org, as the last run or doctor saw them.</summary>
public sealed class OrgWordCompleter : SettingCompleter
{
    private protected override Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound) => Task.FromResult(Words(settingPath, parameterName));

    /// <summary>Returns the words that stand for a task's <c>Status</c>, <c>Priority</c>, <c>Field</c> or type.</summary>
    internal static (string Word, string ToolTip)[] Words(string settingPath, string of)
    {
        TaskVocabulary org = OrgWords.Of(settingPath, new RunHost());
        return of switch
        {
            "Status" or "StatusValue" => [.. org.Statuses.Select(status => (status, org.ClosedStatuses.Contains(status) ? $"{status} (closed)" : status))],
            "Priority" => [.. org.Priorities.Select(priority => (priority, priority))],
            "Field" => [.. org.FieldTypes.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => (field.Key, $"{field.Key} ({field.Value})"))],
            _ => [.. org.Types.Select(type => (type, type))],
        };
    }
}
