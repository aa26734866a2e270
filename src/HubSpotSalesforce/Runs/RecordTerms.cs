using System.Collections.Frozen;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Runs;

/// <summary>What a run knows when it sets up the families.</summary>
internal sealed record RecordTerms
{
    /// <summary>When the run began, in UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When families were first seen switched on, by settings key.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> EnabledAt { get; init; }

    /// <summary>The statuses that close a task in this org.</summary>
    public required string[] ClosedStatuses { get; init; }

    /// <summary>What the settings say of tasks made from HubSpot tasks; null when that kind is off.</summary>
    public KindMapping? TaskCreated { get; init; }

    /// <summary>Who is who on both sides.</summary>
    public OwnerDirectory? Owners { get; init; }

    /// <summary>What people chose in conflicts that waited.</summary>
    public IReadOnlyDictionary<(string Key, string Field), Side> Takes { get; init; } = FrozenDictionary<(string, string), Side>.Empty;

    /// <summary>Whether what stood before the switch-on comes too (R49).</summary>
    public bool IsBackfill { get; init; }
}
