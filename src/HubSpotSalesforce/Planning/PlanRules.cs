namespace HubSpotSalesforce.Planning;

/// <summary>The rules a plan follows, as the settings and the store have them.</summary>
public sealed record PlanRules
{
    /// <summary>The kinds that are on, by settings key.</summary>
    public required IReadOnlyDictionary<string, KindRule> Kinds { get; init; }

    /// <summary>The zone in which a day begins and ends.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What the 30-day and one-year windows are measured from (D1).</summary>
    public WindowAnchor Anchor { get; init; } = WindowAnchor.ContactSync;

    /// <summary>Whether forward-only kinds start at the later of contact sync and switch-on (D2), not at the contact's sync alone.</summary>
    public bool ForwardFromLater { get; init; } = true;

    /// <summary>Whether what HubSpot's own filters mark is written all the same (D8).</summary>
    public bool IncludesFiltered { get; init; }

    /// <summary>Whether activities that came from Salesforce are written back to it (O1).</summary>
    public bool IncludesFromSalesforce { get; init; }

    /// <summary>Whether templates and types that changed in the settings are applied to tasks that stand already (O9).</summary>
    public bool Rewrites { get; init; }

    /// <summary>Whether the windows R17-R22 are lifted (O27).</summary>
    public bool IgnoresWindow { get; init; }

    /// <summary>The rules of the way back, for tasks that flow both ways (O7); null when nothing flows back.</summary>
    public RecordRules? TwoWay { get; init; }
}
