using System.Collections;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the value of the settings key that stands before it, where there is something to choose from.</summary>
public sealed class SettingValueCompleter : SettingCompleter
{
    // What a kind's task gets is chosen from the words of the org.
    private static readonly Dictionary<string, string> OrgKeys = new() { ["taskType"] = "TaskType", ["status"] = "Status", ["priority"] = "Priority" };

    private protected override Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound)
    {
        string key = bound["Key"]?.ToString() ?? "";
        return Task.FromResult<(string, string)[]>(key.Split('.') is ["timeline", "kinds", _, var last] && OrgKeys.TryGetValue(last, out string? word)
            ? OrgWordCompleter.Words(settingPath, word)
            : [.. SettingEditor.ChoicesOf(key).Select(choice => (choice, $"{key}: {choice}"))]);
    }
}
