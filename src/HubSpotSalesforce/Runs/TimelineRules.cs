using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Runs;

/// <summary>Makes rules and mappings of the settings, and refuses what this org or this version cannot do.</summary>
internal sealed class TimelineRules
{
    private readonly SyncSetting _setting;

    /// <summary>Creates the rules of the kinds a run takes.</summary>
    /// <param name="setting">The settings.</param>
    /// <param name="only">The kinds to take; empty for all that are on.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>.</exception>
    public TimelineRules(SyncSetting setting, string[] only)
    {
        _setting = setting;
        foreach (string unknown in only.Where(key => ActivityKind.Find(key) is null))
        {
            throw Invalid("kinds", UnknownKind.Sentence(unknown));
        }

        Kinds = [.. ActivityKind.All.Where(kind => setting.Timeline.Kinds[kind.Key].Sync && (only.Length == 0 || only.Contains(kind.Key, StringComparer.OrdinalIgnoreCase)))];
    }

    /// <summary>The kinds that are on, in the order of the table of kinds.</summary>
    public IReadOnlyList<ActivityKind> Kinds { get; }

    /// <summary>Whether the settings have a kind on, taken by this run or not.</summary>
    public bool IsOn(string kind) => _setting.Timeline.Kinds.TryGetValue(kind, out KindSetting? setting) && setting.Sync;

    /// <summary>The further fields the settings map, each with the key that names it.</summary>
    public IReadOnlyDictionary<string, string> Fields => Kinds
        .SelectMany(kind => _setting.Timeline.Kinds[kind.Key].Fields.Keys.Select(name => (Name: name, Key: $"timeline.kinds.{kind.Key}.fields.{name}")))
        .DistinctBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(entry => entry.Name, entry => entry.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses task types, statuses and priorities the org does not have (R14).</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>.</exception>
    public void CheckAgainst(TaskVocabulary org)
    {
        foreach (KindSetting kind in Kinds.Select(kind => _setting.Timeline.Kinds[kind.Key]))
        {
            if (org.RequiresType && kind.TaskType is null)
            {
                string key = $"timeline.kinds.{kind.Kind}.taskType";
                throw new SyncException(FaultKind.OrgUnready, key, $"{_setting.PlaceOf(key)}: {key}: the org takes no task without a Type. Choose one of: {string.Join(", ", org.Types)}.");
            }

            CheckValue(kind.TaskType, org.Types, $"timeline.kinds.{kind.Kind}.taskType", "task type");
            CheckValue(kind.Status == KindMapping.ByOutcome ? null : kind.Status, org.Statuses, $"timeline.kinds.{kind.Kind}.status", "task status");
            CheckValue(kind.Priority, org.Priorities, $"timeline.kinds.{kind.Kind}.priority", "task priority");
        }
    }

    /// <summary>Returns what a plan follows.</summary>
    /// <param name="enabledAt">When each kind was first seen switched on, from the store.</param>
    /// <param name="now">The moment of a kind that is seen for the first time.</param>
    /// <param name="ignoresWindow">Whether the windows are lifted.</param>
    /// <param name="rewrites">Whether tasks that stand already are written anew.</param>
    public PlanRules ToPlanRules(IReadOnlyDictionary<string, DateTimeOffset> enabledAt, DateTimeOffset now, bool ignoresWindow, bool rewrites) => new()
    {
        Kinds = Kinds.ToDictionary(
            kind => kind.Key,
            kind => KindRule.Since(
                kind,
                EnabledAt(kind) ?? (enabledAt.TryGetValue(kind.Key, out DateTimeOffset seen) ? seen : now),
                _setting.Timeline.Kinds[kind.Key].NotBefore ?? _setting.Timeline.NotBefore)),
        Zone = _setting.TimeZone,
        Anchor = _setting.Timeline.Anchor == "contactSync" ? WindowAnchor.ContactSync : WindowAnchor.ActivitySyncEnabled,
        ForwardFromLater = _setting.Timeline.ForwardFrom == "later",
        IncludesFiltered = _setting.Timeline.IncludeFiltered,
        IncludesFromSalesforce = _setting.Timeline.IncludeFromSalesforce,
        IgnoresWindow = ignoresWindow,
        Rewrites = rewrites,
    };

    /// <summary>When the settings say that a kind was switched on; null when they do not.</summary>
    public DateTimeOffset? EnabledAt(ActivityKind kind) => _setting.Timeline.Kinds[kind.Key].EnabledAt ?? _setting.Timeline.EnabledAt;

    /// <summary>Returns what the settings say of the tasks of each kind.</summary>
    public TaskMapper ToMapper(TaskVocabulary org) => new(
        Kinds.ToDictionary(kind => kind.Key, kind => MappingOf(_setting.Timeline.Kinds[kind.Key])),
        org,
        _setting.TimeZone);

    /// <summary>Returns what the settings say of the tasks of a kind; null when it is off.</summary>
    public KindMapping? MappingOf(ActivityKind kind) => IsOn(kind.Key) ? MappingOf(_setting.Timeline.Kinds[kind.Key]) : null;

    private static KindMapping MappingOf(KindSetting kind) => new(
        kind.TaskType,
        new SubjectTemplate(kind.Subject),
        kind.Status,
        kind.Priority,
        kind.Fields.ToDictionary(field => field.Key, field => new SubjectTemplate(field.Value)));

    private void CheckValue(string? value, string[] allowed, string key, string what)
    {
        if (value is not null && !allowed.Contains(value, StringComparer.Ordinal))
        {
            string known = allowed.Length == 0 ? "it has none" : $"it has: {string.Join(", ", allowed)}";
            throw Invalid(key, $"The org has no {what} '{value}'; {known}. Correct the value, or add it to the picklist in Setup.");
        }
    }

    private SyncException Invalid(string key, string message) => new(FaultKind.SettingsInvalid, _setting.File, $"{_setting.PlaceOf(key)}: {key}: {message}");
}
