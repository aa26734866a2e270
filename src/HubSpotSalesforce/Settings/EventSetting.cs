namespace HubSpotSalesforce.Settings;

/// <summary>How events of the email log are taken.</summary>
public sealed record EventSetting
{
    /// <summary>How old an event must be before it is taken, since HubSpot restates young ones (O13); 10 minutes by default.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(10);
}
