using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;

namespace HubSpotSalesforce.Tests.Activities;

/// <summary>Activities, contacts and plans, complete but for what a test is about.</summary>
internal static class Sample
{
    public const string IntegrationUser = "005000000000001AAA";
    public const string TaskId = "00T000000000001EAA";

    public static readonly DateTimeOffset Noon = At("2026-03-01T12:00:00Z");

    public static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    public static Activity Activity(string kind = "callMade", string? key = null) => new()
    {
        Key = key ?? $"hs-{kind}-17",
        Kind = kind,
        SourceId = "17",
        OccurredAt = Noon,
        Title = "Intro",
        Body = "They want a demo.",
        Values = ValuesOf(kind),
    };

    public static ContactLink Contact(long id = 301, string? createdAt = null, string? syncedAt = null) => new()
    {
        ObjectId = id,
        CreatedAt = At(createdAt ?? "2020-01-01T00:00:00Z"),
        SalesforceId = "003000000000001AAA",
        SalesforceType = "Contact",
        LinkedBy = "property",
        SyncedAt = At(syncedAt ?? "2020-01-01T00:00:00Z"),
        SyncedAtSource = "history",
    };

    public static ContactLink Unlinked(long id = 301, string? createdAt = null) => new() { ObjectId = id, CreatedAt = At(createdAt ?? "2020-01-01T00:00:00Z") };

    public static ContactLink Outside(long id = 301, string? createdAt = null) => Contact(id, createdAt) with { IsOutsideInclusionList = true };

    /// <summary>Rules under which everything since 1970 is written.</summary>
    public static PlanRules Rules(string enabledAt = "1970-01-01T00:00:00Z", string? notBefore = "1970-01-01T00:00:00Z") => new()
    {
        Kinds = ActivityKind.All.ToDictionary(kind => kind.Key, kind => KindRule.Since(kind, At(enabledAt), notBefore is null ? null : At(notBefore))),
    };

    public static KindMapping Mapping(ActivityKind kind) => new(null, new SubjectTemplate(kind.Subject), null, null, new Dictionary<string, SubjectTemplate>());

    public static TaskMapper Mapper(TimeZoneInfo? zone = null, TaskVocabulary? org = null, Func<KindMapping, KindMapping>? change = null) => new(
        ActivityKind.All.ToDictionary(kind => kind.Key, kind => (change ?? (mapping => mapping))(Mapping(kind))),
        org ?? TaskVocabulary.Factory,
        zone ?? TimeZoneInfo.Utc);

    public static OwnerDirectory NoOwners { get; } = new([], [], new Dictionary<string, string>(), IntegrationUser, isChain: true);

    public static TimelinePlan Plan(PlanRules? rules = null, TaskMapper? mapper = null) => new(rules ?? Rules(), mapper ?? Mapper(), NoOwners);

    public static LinkedActivity On(this Activity activity, params ContactLink[] contacts) => new(activity, contacts);

    /// <summary>A change that makes the activity's task.</summary>
    public static Change Create(string key, string kind = "callMade")
        => Assert.IsType<Change>(Plan().Decide(Activity(kind, key).On(Contact()), null));

    /// <summary>The pair that a change leaves once it was written.</summary>
    public static Pair Settled(this Change change, string? salesforceId = null) => new()
    {
        Key = change.Activity.Key,
        Kind = change.Activity.Kind,
        HubSpotId = change.Activity.SourceId,
        SalesforceId = salesforceId ?? change.TargetId ?? TaskId,
        ContentHash = change.ContentHash,
        Base = change.Base,
    };

    private static Dictionary<string, string?> ValuesOf(string kind) => kind switch
    {
        "formSubmission" => new() { ["form"] = "Contact us" },
        "marketingEmailSent" or "marketingEmailOpened" or "marketingEmailClicked" => new() { ["email"] = "November offer" },
        "salesEmailSent" => new() { ["subject"] = "Our offer", ["direction"] = "EMAIL", ["status"] = "SENT" },
        "salesEmailOpened" or "salesEmailClicked" or "salesEmailReplied" => new() { ["subject"] = "Our offer" },
        "salesContentViewed" => new() { ["document"] = "Prices" },
        "integrationEvent" => new() { ["app"] = "Zoom", ["event"] = "Webinar attended" },
        "taskCreated" => new() { ["subject"] = "Intro", ["status"] = "NOT_STARTED" },
        _ => new() { ["title"] = "Intro" },
    };
}
