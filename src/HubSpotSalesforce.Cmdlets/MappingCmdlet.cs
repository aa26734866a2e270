using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of the cmdlets for mappings.</summary>
public abstract class MappingCmdlet : SettingCmdlet
{
    /// <summary>The mappings of the settings file.</summary>
    private protected MappingList Mappings => new(SettingFile, NewHost());
}
