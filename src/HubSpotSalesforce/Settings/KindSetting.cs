using System.Collections.Frozen;

namespace HubSpotSalesforce.Settings;

/// <summary>How one kind of activity becomes a task.</summary>
public sealed record KindSetting
{
    /// <summary>The key of the kind, such as <c>callMade</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether the kind is on (R12); false by default.</summary>
    public bool Sync { get; init; }

    /// <summary>The value of the task's Type (R14); null, when none is chosen, leaves it empty (R15).</summary>
    public string? TaskType { get; init; }

    /// <summary>The template of the task's subject; that of the table of kinds by default.</summary>
    public required string Subject { get; init; }

    /// <summary>When its switch was turned on, in UTC; null for that of the timeline.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>Nothing of the kind that happened before it is written (O8), in UTC; null for that of the timeline.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The value of the task's Status, or <c>byOutcome</c> for meetings (D9); null for the default of the kind.</summary>
    public string? Status { get; init; }

    /// <summary>The value of the task's Priority; null for the default of the kind.</summary>
    public string? Priority { get; init; }

    /// <summary>For integration events: types the account defined itself that count as an integration's (O12), each once; empty by default.</summary>
    public string[] EventTypes { get; init; } = [];

    /// <summary>Templates of further task fields by the field's API name, which is unique in any case; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = FrozenDictionary<string, string>.Empty;
}
