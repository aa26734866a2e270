namespace HubSpotSalesforce.Settings;

/// <summary>How much one run may do.</summary>
public sealed record LimitSetting
{
    /// <summary>How many tasks the first run of a kind may create without a second word (O15); 5,000 by default.</summary>
    public int MaxCreates { get; init; } = 5_000;

    /// <summary>How many tasks any run may create before it ends and leaves the rest to the next; null, the default, for no limit.</summary>
    public int? MaxCreatesPerRun { get; init; }

    /// <summary>How many records a run may delete without a second word; 100 by default.</summary>
    public int MaxDeletes { get; init; } = 100;

    /// <summary>From how many creates of closed tasks a Bulk API 2.0 job carries them (O22); 2,000 by default, 0 for never.</summary>
    public int BulkFrom { get; init; } = 2_000;

    /// <summary>The share of HubSpot's daily calls a run may use; 50 % by default.</summary>
    public CallBudget HubSpotCalls { get; init; } = CallBudget.OfPercent(50);

    /// <summary>The share of Salesforce's daily calls a run may use; 20 % by default.</summary>
    public CallBudget SalesforceCalls { get; init; } = CallBudget.OfPercent(20);
}
