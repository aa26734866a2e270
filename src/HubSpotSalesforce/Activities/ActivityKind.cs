using System.Collections.Frozen;

namespace HubSpotSalesforce.Activities;

/// <summary>One row of the table of kinds: all that differs between the fourteen kinds of activity.</summary>
/// <remarks>Adding a kind is adding a row here, and a reader if its source is new.</remarks>
public sealed record ActivityKind
{
    /// <summary>A form was submitted (R2).</summary>
    public static readonly ActivityKind FormSubmission = new("formSubmission", ActivitySource.FormSubmissions, "submissions", ActivityWindow.OneYear, "Submitted: {form}");

    /// <summary>A marketing email was sent (R3).</summary>
    public static readonly ActivityKind MarketingEmailSent = new("marketingEmailSent", ActivitySource.EmailEvents, "SENT", ActivityWindow.ThirtyDays, "Sent: {email}");

    /// <summary>A marketing email was opened (R3).</summary>
    public static readonly ActivityKind MarketingEmailOpened = new("marketingEmailOpened", ActivitySource.EmailEvents, "OPEN", ActivityWindow.ThirtyDays, "Opened: {email}");

    /// <summary>A link in a marketing email was clicked (R3).</summary>
    public static readonly ActivityKind MarketingEmailClicked = new("marketingEmailClicked", ActivitySource.EmailEvents, "CLICK", ActivityWindow.ThirtyDays, "Clicked: {email}");

    /// <summary>A one-to-one email was sent (R4).</summary>
    public static readonly ActivityKind SalesEmailSent = new("salesEmailSent", ActivitySource.Objects, "emails", ActivityWindow.Forward, "Email: {subject}");

    /// <summary>A one-to-one email was opened (R4).</summary>
    public static readonly ActivityKind SalesEmailOpened = new("salesEmailOpened", ActivitySource.EmailCounters, "emails", ActivityWindow.Forward, "Opened: {subject}");

    /// <summary>A link in a one-to-one email was clicked (R4).</summary>
    public static readonly ActivityKind SalesEmailClicked = new("salesEmailClicked", ActivitySource.EmailCounters, "emails", ActivityWindow.Forward, "Clicked: {subject}");

    /// <summary>A one-to-one email was answered (R5); off unless chosen.</summary>
    public static readonly ActivityKind SalesEmailReplied = new("salesEmailReplied", ActivitySource.Objects, "emails", ActivityWindow.Forward, "Replied: {subject}");

    /// <summary>A meeting was scheduled (R6).</summary>
    public static readonly ActivityKind MeetingScheduled = new("meetingScheduled", ActivitySource.Objects, "meetings", ActivityWindow.Forward, "Meeting: {title}");

    /// <summary>A call was made (R7).</summary>
    public static readonly ActivityKind CallMade = new("callMade", ActivitySource.Objects, "calls", ActivityWindow.Forward, "Call: {title}", hasOwner: true);

    /// <summary>A note was created (R8).</summary>
    public static readonly ActivityKind NoteCreated = new("noteCreated", ActivitySource.Objects, "notes", ActivityWindow.Forward, "Note: {firstLine}", hasOwner: true);

    /// <summary>A sales document was viewed (R9).</summary>
    public static readonly ActivityKind SalesContentViewed = new("salesContentViewed", ActivitySource.EventOccurrences, "documents", ActivityWindow.Forward, "Viewed: {document}");

    /// <summary>A task was created (R10).</summary>
    public static readonly ActivityKind TaskCreated = new("taskCreated", ActivitySource.Objects, "tasks", ActivityWindow.Forward, "{subject}", hasOwner: true);

    /// <summary>An installed integration reported an event (R11).</summary>
    public static readonly ActivityKind IntegrationEvent = new("integrationEvent", ActivitySource.EventOccurrences, "applications", ActivityWindow.Forward, "{app}: {event}");

    /// <summary>All kinds, in the order in which a run takes them.</summary>
    public static readonly IReadOnlyList<ActivityKind> All =
    [
        FormSubmission, MarketingEmailSent, MarketingEmailOpened, MarketingEmailClicked,
        SalesEmailSent, SalesEmailOpened, SalesEmailClicked, SalesEmailReplied,
        MeetingScheduled, CallMade, NoteCreated, SalesContentViewed, TaskCreated, IntegrationEvent,
    ];

    private static readonly FrozenDictionary<string, ActivityKind> ByKey = All.ToFrozenDictionary(kind => kind.Key, StringComparer.OrdinalIgnoreCase);

    private ActivityKind(string key, ActivitySource source, string selector, ActivityWindow window, string subject, bool hasOwner = false)
    {
        Key = key;
        Source = source;
        Selector = selector;
        Window = window;
        Subject = subject;
        HasOwner = hasOwner;
    }

    /// <summary>Its name in settings, plans and the pipeline, such as <c>callMade</c>.</summary>
    public string Key { get; }

    /// <summary>Where its activities come from.</summary>
    public ActivitySource Source { get; }

    /// <summary>Which part of the source: an object type, an event type of the email log.</summary>
    public string Selector { get; }

    /// <summary>How far back it reaches from a contact's first sync.</summary>
    public ActivityWindow Window { get; }

    /// <summary>The subject template unless the settings name another.</summary>
    public string Subject { get; }

    /// <summary>Whether HubSpot gives it an owner of its own that counts (R34): tasks, notes and calls only.</summary>
    public bool HasOwner { get; }

    /// <summary>Whether its activities can change after they happened: records can, events cannot.</summary>
    public bool IsEditable => Source == ActivitySource.Objects;

    /// <summary>Finds a kind by its settings key, in any case; null when there is none.</summary>
    public static ActivityKind? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The kind of this settings key.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static ActivityKind Named(string key) => Find(key) ?? throw new ArgumentException($"There is no kind '{key}'.", nameof(key));

    /// <inheritdoc/>
    public override string ToString() => Key;
}
