using System.Collections;
using System.Collections.Frozen;
using System.Reflection;

namespace HubSpotSalesforce.Settings;

/// <summary>Finds single values of settings by their dotted keys, defaults included.</summary>
/// <remarks>A key names the properties that lead to its value, but for those that the table of renamings has.</remarks>
internal static class SettingLookup
{
    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>
    {
        ["state"] = "store",
        ["state.store"] = "store.kind",
        ["timeline.windows.anchor"] = "timeline.anchor",
        ["timeline.windows.forwardFrom"] = "timeline.forwardFrom",
        ["salesforceToHubSpot"] = "reverse",
        ["salesforceToHubSpot.tasks"] = "reverse.families.tasks",
        ["salesforceToHubSpot.emails"] = "reverse.families.emails",
        ["salesforceToHubSpot.calls"] = "reverse.families.calls",
        ["salesforceToHubSpot.meetings"] = "reverse.families.meetings",
        ["limits.apiCalls.hubspot"] = "limits.hubSpotCalls",
        ["limits.apiCalls.salesforce"] = "limits.salesforceCalls",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // What can be written and has one value only.
    private static readonly FrozenDictionary<string, object> Fixed = new Dictionary<string, object> { ["version"] = 1, ["collapse"] = "none" }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the value of a key; null for none.</summary>
    /// <param name="setting">The settings.</param>
    /// <param name="names">The parts of the key.</param>
    public static object? ValueOf(SyncSetting setting, string[] names)
    {
        if (Fixed.TryGetValue(names[^1], out object? only))
        {
            return only;
        }

        int renamed = Enumerable.Range(1, names.Length).LastOrDefault(count => Renamed.ContainsKey(string.Join('.', names[..count])));
        string[] path = renamed == 0 ? names : [.. Renamed[string.Join('.', names[..renamed])].Split('.'), .. names[renamed..]];
        return path.Aggregate((object?)setting, (at, name) => at is null ? null : Below(at, name));
    }

    private static object? Below(object at, string name) => at is IDictionary named
        ? named[name]
        : (at.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
            ?? throw new InvalidOperationException($"{at.GetType().Name} has no '{name}'.")).GetValue(at);
}
