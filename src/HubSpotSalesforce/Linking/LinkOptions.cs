namespace HubSpotSalesforce.Linking;

/// <summary>How contacts are linked.</summary>
public sealed record LinkOptions
{
    /// <summary>Whether the ids that HubSpot's own integration left on contacts are used.</summary>
    public bool ByProperty { get; init; } = true;

    /// <summary>Whether a contact without a living id is looked for by address.</summary>
    public bool ByEmail { get; init; } = true;

    /// <summary>Taken as <c>contactSyncedAt</c> of every contact that was linked before the first run (O2); null to use what is known.</summary>
    public DateTimeOffset? AssumeSyncedAt { get; init; }

    /// <summary>When the first run with this store started, in UTC; the present for a first run.</summary>
    public required DateTimeOffset FirstRunAt { get; init; }

    /// <summary>Now, in UTC: the time of a link of which nothing else is known.</summary>
    public required DateTimeOffset Now { get; init; }
}
