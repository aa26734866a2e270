namespace HubSpotSalesforce.Reports;

/// <summary>Activities that have something in common: a kind, an owner, a campaign.</summary>
public sealed record ReportGroup
{
    /// <summary>What they have in common, such as <c>kind</c> or <c>owner</c>.</summary>
    public required string By { get; init; }

    /// <summary>Which kind, owner or campaign it is; empty for activities that have none. Where several share a name, the address or the id stands beside it.</summary>
    public required string Name { get; init; }

    /// <summary>The id of what has one: an owner, a person, an account; null for the rest.</summary>
    public string? Id { get; init; }

    /// <summary>How many activities.</summary>
    public required int Activities { get; init; }

    /// <summary>How many of them are open.</summary>
    public required int Open { get; init; }

    /// <summary>How many of them are closed.</summary>
    public int Completed => Activities - Open;

    /// <summary>The first day of any; null when none has a day.</summary>
    public DateOnly? First { get; init; }

    /// <summary>The last day of any; null when none has a day.</summary>
    public DateOnly? Last { get; init; }
}
