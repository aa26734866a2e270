using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Gives the reader of each source.</summary>
public sealed class ActivityReaders
{
    private readonly ObjectReader _objects;
    private readonly EmailEventReader _events;
    private readonly SubmissionReader _submissions;
    private readonly EmailCounterReader _counters;
    private readonly OccurrenceReader _occurrences;

    /// <summary>Creates the readers of a portal.</summary>
    /// <param name="client">The portal's client.</param>
    /// <param name="account">The portal's account, for links to its pages.</param>
    /// <param name="owners">The portal's owners by id.</param>
    /// <param name="options">How activities are read.</param>
    public ActivityReaders(HubSpotClient client, HubSpotAccount account, IReadOnlyDictionary<string, HubSpotOwner> owners, ReaderOptions options)
    {
        Engagement engagement = new(account, owners);
        _objects = new ObjectReader(client, engagement);
        _events = new EmailEventReader(client, options.Settle);
        _submissions = new SubmissionReader(client);
        _counters = new EmailCounterReader(client, engagement, options);
        _occurrences = new OccurrenceReader(client, options);
    }

    /// <summary>The reader of a kind.</summary>
    public IActivityReader Of(ActivityKind kind) => kind.Source switch
    {
        ActivitySource.Objects => _objects,
        ActivitySource.EmailEvents => _events,
        ActivitySource.FormSubmissions => _submissions,
        ActivitySource.EmailCounters => _counters,
        ActivitySource.EventOccurrences => _occurrences,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind.Source, "There is no such source."),
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
