namespace HubSpotSalesforce.Settings;

/// <summary>How far each read reaches back before the start of the one before it (O16).</summary>
public sealed record OverlapSetting
{
    /// <summary>For CRM objects; 1 hour by default.</summary>
    public TimeSpan Objects { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For the event log; 24 hours by default.</summary>
    public TimeSpan Events { get; init; } = TimeSpan.FromHours(24);
}
