using System.Collections;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the HubSpot properties that are mapped, by the settings or by default.</summary>
public sealed class MappedPropertyCompleter : SettingCompleter
{
    private protected override Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound)
        => Task.FromResult<(string, string)[]>([.. new MappingList(settingPath, new RunHost()).List([]).Select(mapping => (mapping.Property, $"{mapping.Property} ({mapping.Family}: {mapping.Field})")).DistinctBy(word => word.Property)]);
}
