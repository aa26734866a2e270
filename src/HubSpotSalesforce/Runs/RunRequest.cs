namespace HubSpotSalesforce.Runs;

/// <summary>What a run is asked to do.</summary>
public sealed record RunRequest
{
    /// <summary>The settings file.</summary>
    public required string SettingPath { get; init; }

    /// <summary>Whether to plan only: nothing is written anywhere, the store included.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Whether to go past what stops a careful run: an org that holds our keys while the store is empty, more creates than <c>limits.maxCreates</c>.</summary>
    public bool Force { get; init; }

    /// <summary>How long to wait for another runner on the same store to end; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, null for not at all.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A reviewed plan to carry out instead of planning anew; null for none.</summary>
    public string? PlanPath { get; init; }

    /// <summary>The keys of single activities to take instead of what is new (O26); no cursor moves. Empty for none.</summary>
    public string[] ActivityKeys { get; init; } = [];

    /// <summary>The ids or addresses of HubSpot contacts whose activities to take instead of what is new (O26); no cursor moves. Empty for none.</summary>
    public string[] Contacts { get; init; } = [];

    /// <summary>Whether keys and contacts that name nothing are told by <see cref="DirectedRun.Missed"/>, and keys that the other direction takes by a warning, and the others go on; else the first of them stops the run.</summary>
    public bool GoesPastMissing { get; init; }

    /// <summary>From when the history of Salesforce is imported (R49), in UTC, instead of what is new; null for no import.</summary>
    public DateTimeOffset? BackfillSince { get; init; }

    /// <summary>Until when it is, in UTC; null for no end, days that are still to come included.</summary>
    public DateTimeOffset? BackfillUntil { get; init; }

    /// <summary>Whether the windows R17-R22 are lifted (O27).</summary>
    public bool IgnoreWindow { get; init; }

    /// <summary>Whether to apply changed templates and types to tasks that stand already: everything is read again (O9).</summary>
    public bool Rewrite { get; init; }

    /// <summary>The kinds to take, by settings key; empty for all that are on.</summary>
    public string[] Kinds { get; init; } = [];
}
