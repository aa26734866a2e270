using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Gives the reader of each source.</summary>
public sealed class ActivityReaders
{
    private readonly ObjectReader _objects;
    private readonly EmailEventReader _events;
    private readonly SubmissionReader _submissions;

    /// <summary>Creates the readers of a portal.</summary>
    /// <param name="client">The portal's client.</param>
    /// <param name="account">The portal's account, for links to its pages.</param>
    /// <param name="owners">The portal's owners by id.</param>
    /// <param name="settle">How old a marketing email event must be before it is read.</param>
    public ActivityReaders(HubSpotClient client, HubSpotAccount account, IReadOnlyDictionary<string, HubSpotOwner> owners, TimeSpan settle)
    {
        _objects = new ObjectReader(client, new Engagement(account, owners));
        _events = new EmailEventReader(client, settle);
        _submissions = new SubmissionReader(client);
    }

    /// <summary>The kinds that can be read.</summary>
    public static IReadOnlyList<ActivityKind> Kinds { get; } =
    [
        ActivityKind.FormSubmission, ActivityKind.MarketingEmailSent, ActivityKind.MarketingEmailOpened, ActivityKind.MarketingEmailClicked,
        ActivityKind.SalesEmailSent, ActivityKind.MeetingScheduled, ActivityKind.CallMade, ActivityKind.NoteCreated, ActivityKind.TaskCreated,
    ];

    /// <summary>The reader of a kind.</summary>
    public IActivityReader Of(ActivityKind kind) => kind.Source switch
    {
        ActivitySource.Objects => _objects,
        ActivitySource.EmailEvents => _events,
        ActivitySource.FormSubmissions => _submissions,
        _ => throw new ArgumentException($"{kind.Key} cannot be read yet.", nameof(kind)),
    };

    /// <summary>The scopes a token needs to read a kind; having them does not prove that the subscription includes it.</summary>
    public static string[] ScopesOf(ActivityKind kind) => kind.Source switch
    {
        ActivitySource.EmailEvents => ["content"],
        ActivitySource.FormSubmissions => ["forms"],
        _ when kind.Selector == "emails" => ["crm.objects.contacts.read", "sales-email-read"],
        _ => ["crm.objects.contacts.read"],
    };
}
