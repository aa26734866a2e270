namespace HubSpotSalesforce.Runs;

/// <summary>Something in which the store, Salesforce and HubSpot do not agree.</summary>
public sealed record StateDifference
{
    /// <summary>The record of a pair in Salesforce is nowhere in the org, not even in the recycle bin.</summary>
    public const string TaskMissing = "TaskMissing";

    /// <summary>The record of a pair in Salesforce lies in the recycle bin, and the store does not know it yet.</summary>
    public const string TaskDeleted = "TaskDeleted";

    /// <summary>A task carries one of our keys, and the store has no pair of it.</summary>
    public const string UnknownTask = "UnknownTask";

    /// <summary>An activity in HubSpot carries the key of a record of Salesforce, and the store has no pair of it.</summary>
    public const string UnknownActivity = "UnknownActivity";

    /// <summary>Fields of a task say something else than after the last write.</summary>
    public const string Drift = "Drift";

    /// <summary>HubSpot shows the activity of a pair no longer.</summary>
    public const string ActivityMissing = "ActivityMissing";

    /// <summary>The activity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The settings key of the kind or family; empty when nothing tells it.</summary>
    public required string Kind { get; init; }

    /// <summary>The Monday of the week in which the activity happened, in UTC; null when the task does not tell.</summary>
    public DateOnly? Week { get; init; }

    /// <summary>What it is: one of the codes above.</summary>
    public required string Code { get; init; }

    /// <summary>The id of the task, or of the record that was born in Salesforce.</summary>
    public required string SalesforceId { get; init; }

    /// <summary>The fields that differ, by API name, in order; empty for anything but drift. Their values are not told.</summary>
    public string[] Fields { get; init; } = [];

    /// <summary>Returns the Monday of an instant's week.</summary>
    internal static DateOnly? WeekOf(DateTimeOffset? at)
        => at is { } instant && DateOnly.FromDateTime(instant.UtcDateTime) is var day ? day.AddDays(-(((int)day.DayOfWeek + 6) % 7)) : null;
}
