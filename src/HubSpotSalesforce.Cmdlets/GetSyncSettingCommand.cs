using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Get-SyncSetting: what a settings file says, checked, with every default filled in.</summary>
[Cmdlet(VerbsCommon.Get, "SyncSetting", DefaultParameterSetName = "File")]
[OutputType(typeof(SyncSetting), ParameterSetName = ["File"])]
[OutputType(typeof(SettingValue), ParameterSetName = ["Key"])]
public sealed class GetSyncSettingCommand : SettingFileCmdlet
{
    /// <summary>The dotted keys of single values, with wildcards; left out for the settings as a whole.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Key")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SettingKeyCompleter))]
    public string[] Key { get; set; } = [];

    private protected override void TakeFile()
    {
        if (ParameterSetName == "File")
        {
            WriteObject(new SettingReader().Read(SettingFile));
            return;
        }

        foreach (SettingValue value in new SettingEditor().Values(SettingFile, [.. Key.SelectMany(Matching).Distinct()]))
        {
            WriteObject(value);
        }
    }

    // Names that people choose, as of owners, stand in no list, and are looked up as they are.
    private static IEnumerable<string> Matching(string key)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(key))
        {
            return [key];
        }

        WildcardPattern pattern = new(key, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return SettingEditor.Keys.Select(one => one.Path).Where(pattern.IsMatch);
    }
}
