using System.Globalization;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>Says which value of an activity becomes which field of its task.</summary>
/// <remarks>Pure: no clock, network or store.</remarks>
public sealed class TaskMapper
{
    /// <summary>The most characters a subject takes.</summary>
    public const int MaxSubject = 255;

    private static readonly Dictionary<string, string> StatusOfTask = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NOT_STARTED"] = "Not Started",
        ["IN_PROGRESS"] = "In Progress",
        ["COMPLETED"] = "Completed",
        ["WAITING"] = "Waiting on someone else",
        ["DEFERRED"] = "Deferred",
    };

    private static readonly Dictionary<string, string> PriorityOfTask = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HIGH"] = "High",
        ["MEDIUM"] = "Normal",
        ["LOW"] = "Low",
    };

    private readonly IReadOnlyDictionary<string, KindMapping> _kinds;
    private readonly TaskVocabulary _org;
    private readonly TimeZoneInfo _zone;
    private readonly StatusWords _status;

    /// <summary>Creates a mapper.</summary>
    /// <param name="kinds">What the settings say of each kind that is on, by settings key.</param>
    /// <param name="org">The values the org's picklists have.</param>
    /// <param name="zone">The zone in which a day begins and ends.</param>
    public TaskMapper(IReadOnlyDictionary<string, KindMapping> kinds, TaskVocabulary org, TimeZoneInfo zone)
    {
        _kinds = kinds;
        _org = org;
        _zone = zone;
        _status = new StatusWords(org.Statuses, org.ClosedStatuses);
    }

    /// <summary>Returns what the activity's task says.</summary>
    public TaskContent Map(Activity activity)
    {
        KindMapping mapping = _kinds[activity.Kind];
        List<string> notes = [];
        string subject = Subject(activity, mapping, notes);
        string description = Description.Of(activity, _zone, out bool wasCut);
        if (wasCut)
        {
            notes.Add($"The comments were cut to {Description.MaxLength} characters.");
        }

        string status = Status(activity, mapping, notes);
        Dictionary<string, string?> fields = new()
        {
            [TaskField.Subject] = subject,
            [TaskField.Status] = status,
            [TaskField.ActivityDate] = Day(activity),
            [TaskField.Description] = description,
            [TaskField.OccurredAt] = Instant(activity.OccurredAt),
        };
        if (Priority(activity, mapping, notes) is { } priority)
        {
            fields[TaskField.Priority] = priority;
        }

        foreach ((string field, SubjectTemplate template) in mapping.Fields)
        {
            string value = template.Fill(activity);
            fields[field] = value.Length == 0 ? null : value;
        }

        return new TaskContent(fields, CanonicalOf(fields), IsClosed(status), [.. notes]);
    }

    /// <summary>Returns the type chosen for the activity's kind; null for none.</summary>
    public string? TypeOf(Activity activity) => _kinds[activity.Kind].TaskType;

    /// <summary>Returns the fields that are set once, when the task is made.</summary>
    public IReadOnlyDictionary<string, string?> MapOnce(Activity activity, ContactLink contact, OwnerChoice owner) => new Dictionary<string, string?>
    {
        [TaskField.Kind] = activity.Kind,
        [TaskField.Type] = TypeOf(activity),
        [TaskField.WhoId] = contact.SalesforceId,
        [TaskField.OwnerId] = owner.UserId,
    };

    /// <summary>Returns a field's value as it is compared with its base.</summary>
    public static string? Canonical(string field, string? value) => field switch
    {
        _ when value is null => null,
        TaskField.Description => Description.Canonical(value),
        _ => PlainText.Tidy(value),
    };

    private bool IsClosed(string status) => _status.IsClosed(status);

    private static string Subject(Activity activity, KindMapping mapping, List<string> notes)
    {
        string subject = mapping.Subject.Fill(activity);
        if (subject.Length == 0)
        {
            subject = activity.Kind;
        }

        string cut = TextCut.Fit(subject, MaxSubject);
        if (cut.Length < subject.Length)
        {
            notes.Add($"The subject was cut to {MaxSubject} characters.");
        }

        return cut;
    }

    // What happened is closed, a meeting too (D9); a HubSpot task keeps its own status.
    private string Status(Activity activity, KindMapping mapping, List<string> notes)
    {
        if (mapping.Status is { } chosen && chosen != KindMapping.ByOutcome)
        {
            return chosen;
        }

        string completed = _status.Completed;
        string open = _status.Open;
        if (mapping.Status == KindMapping.ByOutcome)
        {
            return activity.Values.GetValueOrDefault("outcome") is null or "SCHEDULED" or "RESCHEDULED" ? open : completed;
        }

        if (activity.Kind != ActivityKind.TaskCreated.Key)
        {
            return completed;
        }

        return StatusOf(activity.Values.GetValueOrDefault("status") ?? "NOT_STARTED", completed, open, notes);
    }

    private string StatusOf(string theirs, string completed, string open, List<string> notes)
    {
        if (theirs.Equals("COMPLETED", StringComparison.OrdinalIgnoreCase))
        {
            return completed;
        }

        string? known = StatusWords.Known(_org.Statuses, StatusOfTask.GetValueOrDefault(theirs) ?? theirs);
        if (known is null)
        {
            notes.Add($"The org has no status for '{theirs}'; the task gets '{open}'.");
        }

        return known ?? open;
    }

    // No priority is sent where HubSpot says nothing: the org fills its own default.
    private string? Priority(Activity activity, KindMapping mapping, List<string> notes)
    {
        if (mapping.Priority is { } chosen)
        {
            return chosen;
        }

        if (activity.Kind != ActivityKind.TaskCreated.Key || string.IsNullOrEmpty(activity.Values.GetValueOrDefault("priority")))
        {
            return null;
        }

        string theirs = activity.Values["priority"]!;
        string? known = StatusWords.Known(_org.Priorities, PriorityOfTask.GetValueOrDefault(theirs) ?? theirs);
        if (known is null && !theirs.Equals("NONE", StringComparison.OrdinalIgnoreCase))
        {
            notes.Add($"The org has no priority for '{theirs}'; the task gets the org's default.");
        }

        return known;
    }

    // A meeting stands on its start day, a task on its due day or none, all else on the day it happened (D9).
    private string? Day(Activity activity)
    {
        DateTimeOffset? instant = activity.Kind switch
        {
            _ when activity.ScheduledAt is not null => activity.ScheduledAt,
            _ when activity.Kind == ActivityKind.TaskCreated.Key => null,
            _ => activity.OccurredAt,
        };
        return instant is { } at
            ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static Dictionary<string, string?> CanonicalOf(Dictionary<string, string?> fields)
        => fields.ToDictionary(field => field.Key, field => Canonical(field.Key, field.Value));
}
