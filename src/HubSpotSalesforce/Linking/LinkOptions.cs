namespace HubSpotSalesforce.Linking;

/// <summary>How contacts are linked.</summary>
public sealed record LinkOptions
{
    /// <summary>The ways of linking (<see cref="LinkWay"/>), in the order in which they are tried; never empty.</summary>
    public string[] Ways { get; init; } = [LinkWay.Property, LinkWay.Email];

    /// <summary>Taken as <c>contactSyncedAt</c> of every contact that was linked before the first run (O2); null to use what is known.</summary>
    public DateTimeOffset? AssumeSyncedAt { get; init; }

    /// <summary>When the first run with this store started, in UTC; the present for a first run.</summary>
    public required DateTimeOffset FirstRunAt { get; init; }

    /// <summary>Now, in UTC: the time of a link of which nothing else is known.</summary>
    public required DateTimeOffset Now { get; init; }
}
