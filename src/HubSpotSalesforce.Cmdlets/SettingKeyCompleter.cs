using System.Collections;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the dotted keys of settings; below a kind's fields, the fields of the org.</summary>
public sealed class SettingKeyCompleter : SettingCompleter
{
    private protected override Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound)
    {
        IEnumerable<string> fields = OrgWords.Of(settingPath, new RunHost()).FieldTypes.Keys.Order(StringComparer.Ordinal);
        return Task.FromResult<(string, string)[]>(
        [
            .. SettingEditor.Keys.Select(key => (key.Path, $"{key.Path}, such as {key.Example}")),
            .. ActivityKind.All.SelectMany(kind => fields.Select(field => ($"timeline.kinds.{kind.Key}.fields.{field}", field))),
        ]);
    }
}
