namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>When an event begins and ends: several ways to say it, kept in agreement.</summary>
/// <remarks>[ObjRef-Event], Object Reference v67, read 2026-11-21. The org's time zone is Greenwich's.</remarks>
internal static class EventTimes
{
    private const long MinutesOfDay = 1_440;

    /// <summary>Works out the times that were not given from those that were.</summary>
    /// <param name="row">The event as it will be.</param>
    /// <param name="before">The event as it was; null for a new one.</param>
    public static void Derive(Row row, Row? before)
    {
        if (Start(row, before) is not { } start)
        {
            return;
        }

        // An event of one whole day lasts 1,440 minutes and ends on the midnight at which it begins.
        long surplus = row["IsAllDayEvent"] is true ? MinutesOfDay : 0;
        long minutes = Changed<DateTimeOffset>(row, before, "EndDateTime") is { } end
            ? (long)(end - start).TotalMinutes + surplus
            : row["DurationInMinutes"] as long? ?? surplus;

        row["StartDateTime"] = start;
        row["ActivityDateTime"] = surplus > 0 ? null : start;
        row["ActivityDate"] = DateOnly.FromDateTime(start.UtcDateTime);
        row["DurationInMinutes"] = minutes;
        row["EndDateTime"] = start.AddMinutes(minutes - surplus);
        row["EndDate"] = DateOnly.FromDateTime(start.AddMinutes(minutes - surplus).UtcDateTime);
    }

    /// <summary>Whether an end and a duration are both given and do not agree.</summary>
    public static bool Contradict(Row row, Row? before)
        => row["IsAllDayEvent"] is not true
            && Changed<DateTimeOffset>(row, before, "EndDateTime") is { } end
            && Changed<long>(row, before, "DurationInMinutes") is { } minutes
            && Start(row, before) is { } start
            && start.AddMinutes(minutes) != end;

    private static DateTimeOffset? Start(Row row, Row? before)
        => Changed<DateTimeOffset>(row, before, "StartDateTime")
            ?? Changed<DateTimeOffset>(row, before, "ActivityDateTime")
            ?? Midnight(Changed<DateOnly>(row, before, "ActivityDate"))
            ?? row["StartDateTime"] as DateTimeOffset?;

    private static DateTimeOffset? Midnight(DateOnly? day)
        => day is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private static T? Changed<T>(Row row, Row? before, string field)
        where T : struct
        => Equals(row[field], before?[field]) ? null : row[field] as T?;
}
