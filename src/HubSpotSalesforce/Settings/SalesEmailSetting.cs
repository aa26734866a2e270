namespace HubSpotSalesforce.Settings;

/// <summary>How sales emails are watched for opens and clicks.</summary>
public sealed record SalesEmailSetting
{
    /// <summary>For how many days after it was sent an email is looked at in each run (O11); 30 by default.</summary>
    public int WatchDays { get; init; } = 30;
}
