using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads opens and clicks of one-to-one emails from the counters of the email objects (D6, O11).</summary>
/// <remarks>
/// The API shows no single open or click, but two counters and their history. Whether a counter that rises moves the last-modified
/// stamp is not documented, so every email sent lately is looked at in each run, and older ones when the stamp moved.
/// Both kinds share one read.
/// </remarks>
internal sealed class EmailCounterReader : IActivityReader
{
    private const int SearchPage = 200;
    private const int BatchSize = 50;    // with history ("Using object APIs", read 2026-11-21)
    private const string Opens = "hs_email_open_count";
    private const string Clicks = "hs_email_click_count";

    private static readonly EngagementType Emails = EngagementType.Named("emails");

    // An open says which email it was, not what stood in it.
    private static readonly string[] Properties = [.. Emails.Properties.Except(["hs_email_text", "hs_email_html"]), Opens, Clicks];

    private readonly HubSpotClient _client;
    private readonly Engagement _engagement;
    private readonly AssociationReader _associations;
    private readonly ReaderOptions _options;
    private Watch? _watch;

    public EmailCounterReader(HubSpotClient client, Engagement engagement, ReaderOptions options)
    {
        _client = client;
        _engagement = engagement;
        _associations = new AssociationReader(client);
        _options = options;
    }

    /// <summary>What the keys of a kind call its counter.</summary>
    public static string CounterOf(ActivityKind kind) => kind == ActivityKind.SalesEmailOpened ? "open" : "click";

    public async IAsyncEnumerable<ActivityPage> ReadAsync(
        ActivityKind kind, DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (_watch is not { } watch || watch.Since > since)
        {
            _watch = watch = new Watch(since, until, await WatchedAsync(since, until, cancel));
        }

        Dictionary<string, int> counters = [];
        foreach (WatchedEmail[] emails in watch.Emails.Chunk(AssociationReader.MaxInputs))
        {
            IReadOnlyDictionary<string, int> highest = await _options.HighestSeen(kind, [.. emails.Select(email => KeyOf(kind, email.Id))], cancel);
            List<Activity> activities = [];
            foreach (WatchedEmail email in emails)
            {
                string key = KeyOf(kind, email.Id);
                int? seen = highest.TryGetValue(key, out int value) ? value : null;
                CounterEvents.Look look = email.Look(kind, seen, watch.Until);
                activities.AddRange(look.Increases.Select(increase => ActivityOf(kind, email, increase, watch.Until)));
                if (seen != look.Highest)
                {
                    counters[key] = look.Highest;
                }
            }

            yield return new ActivityPage(await WithContactsAsync(activities, cancel), null);
        }

        yield return new ActivityPage([], watch.Until) { Counters = counters };
    }

    /// <summary>Reads events again, or, for the id of an email alone, all of that email; one whose time nothing tells any more comes back undated.</summary>
    public async Task<IReadOnlyList<Activity>> ReadAgainAsync(ActivityKind kind, IReadOnlyCollection<string> sourceIds, CancellationToken cancel)
    {
        HashSet<string> wanted = [.. sourceIds];
        List<WatchedEmail> emails = await CountersAsync([.. wanted.Select(EmailOf).Distinct()], cancel);
        Activity[] activities =
        [
            .. emails.SelectMany(email => email.Look(kind, null, DateTimeOffset.MinValue).Increases
                .Select(increase => ActivityOf(kind, email, increase, DateTimeOffset.MinValue)))
                .Where(activity => wanted.Contains(activity.SourceId) || wanted.Contains(EmailOf(activity.SourceId))),
        ];
        return await WithContactsAsync(activities, cancel);
    }

    /// <summary>Looks up the contacts anew: an email may be associated long after it was opened (O3).</summary>
    public async Task<IReadOnlyList<Activity>> RefreshAsync(ActivityKind kind, IReadOnlyList<Activity> activities, CancellationToken cancel)
        => await WithContactsAsync(activities, cancel);

    private static string KeyOf(ActivityKind kind, string id) => ActivityKey.OfCounter(id, CounterOf(kind));

    private static string EmailOf(string sourceId) => sourceId.Split('-')[0];

    private static Activity ActivityOf(ActivityKind kind, WatchedEmail email, CounterEvents.Increase increase, DateTimeOffset now)
    {
        string number = increase.Number.ToString(CultureInfo.InvariantCulture);
        return email.Base! with
        {
            Key = $"{KeyOf(kind, email.Id)}-{number}",
            Kind = kind.Key,
            SourceId = $"{email.Id}-{CounterOf(kind)}-{number}",
            OccurredAt = increase.At ?? email.Base.ModifiedAt ?? now,
            IsUndated = increase.At is null,
            ModifiedAt = null,
            Values = new Dictionary<string, string?>(email.Base.Values) { ["number"] = number },
        };
    }

    private async Task<Activity[]> WithContactsAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
    {
        string[] ids = [.. activities.Select(activity => EmailOf(activity.SourceId)).Distinct()];
        Dictionary<string, List<string>> contacts = await _associations.ContactsOfAsync(Emails.Name, ids, cancel);
        return [.. activities.Select(activity => activity with { ContactIds = contacts.TryGetValue(EmailOf(activity.SourceId), out List<string>? found) ? [.. found] : [] })];
    }

    private async Task<List<WatchedEmail>> WatchedAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        List<WatchedEmail> emails = [];
        PageTurn turn = new();
        string? lastId = null;
        bool isLast = false;
        while (!isLast)
        {
            JObject answer = await _client.PostAsync(
                $"/crm/objects/{HubSpotClient.Version}/emails/search", Query(since, until - _options.Watch, lastId), cancel, isSearch: true);
            string[] ids = [.. answer.Rows("results").Select(found => found.Need("id"))];
            emails.AddRange(await CountersAsync(ids, cancel));
            isLast = ids.Length < SearchPage;
            lastId = turn.Past(lastId, ids);
        }

        return emails;
    }

    private async Task<List<WatchedEmail>> CountersAsync(string[] ids, CancellationToken cancel)
    {
        List<WatchedEmail> emails = [];
        foreach (string[] some in ids.Chunk(BatchSize))
        {
            JObject answer = await _client.PostAsync(
                $"/crm/objects/{HubSpotClient.Version}/emails/batch/read",
                new JObject
                {
                    ["properties"] = new JArray(Properties),
                    ["propertiesWithHistory"] = new JArray(Opens, Clicks),
                    ["inputs"] = new JArray(some.Select(id => new JObject { ["id"] = id })),
                },
                cancel);
            emails.AddRange(answer.Rows("results").Select(Read).OfType<WatchedEmail>());
        }

        return emails;
    }

    // Sent means direction EMAIL and status SENT or none. Search may show what was so a moment ago.
    private static bool IsSent(JToken? properties)
        => properties.Told("hs_email_direction") == "EMAIL" && (properties.Told("hs_email_status") is null or "" or "SENT");

    // Groups are alternatives, each with all its filters.
    private static JObject Query(DateTimeOffset modifiedSince, DateTimeOffset sentSince, string? lastId)
    {
        JObject[] pastLast = lastId is null ? [] : [Filter("hs_object_id", "GT", lastId)];
        JObject[][] times = [[Filter("hs_timestamp", "GTE", HubSpotTime.Filter(sentSince))], [Filter("hs_lastmodifieddate", "GTE", HubSpotTime.Filter(modifiedSince))]];
        JObject[][] statuses = [[Filter("hs_email_status", "EQ", "SENT")], [new JObject { ["propertyName"] = "hs_email_status", ["operator"] = "NOT_HAS_PROPERTY" }]];
        return new JObject
        {
            ["filterGroups"] = new JArray(times.SelectMany(
                _ => statuses,
                (time, status) => new JObject { ["filters"] = new JArray([Filter("hs_email_direction", "EQ", "EMAIL"), .. status, .. time, .. pastLast]) })),
            ["sorts"] = new JArray(new JObject { ["propertyName"] = "hs_object_id", ["direction"] = "ASCENDING" }),
            ["properties"] = new JArray("hs_object_id"),
            ["limit"] = SearchPage,
        };
    }

    private static JObject Filter(string property, string comparison, string value)
        => new() { ["propertyName"] = property, ["operator"] = comparison, ["value"] = value };

    private WatchedEmail? Read(JObject record)
    {
        if (!IsSent(record["properties"]))
        {
            return null;
        }

        Counter opens = Counter.Read(record, Opens);
        Counter clicks = Counter.Read(record, Clicks);
        if (opens.IsZero && clicks.IsZero)
        {
            return new WatchedEmail(record.Need("id"), null, opens, clicks);    // most emails: remembered, but for nothing else
        }

        return _engagement.Read(ActivityKind.SalesEmailOpened, Emails, record, []) is { } email
            ? new WatchedEmail(email.SourceId, email with { IsHtml = false }, opens, clicks)
            : null;
    }

    private sealed record Watch(DateTimeOffset Since, DateTimeOffset Until, List<WatchedEmail> Emails);

    // Base is what its events have in common; null while both counters are zero, when there are none.
    private sealed record WatchedEmail(string Id, Activity? Base, Counter Opens, Counter Clicks)
    {
        public CounterEvents.Look Look(ActivityKind kind, int? highestSeen, DateTimeOffset now)
        {
            Counter counter = kind == ActivityKind.SalesEmailOpened ? Opens : Clicks;
            return CounterEvents.Since(highestSeen, counter.History, counter.Current, Base?.ModifiedAt, now);
        }
    }

    private sealed record Counter(int Current, CounterEvents.Value[] History)
    {
        private static readonly Counter Zero = new(0, []);

        public bool IsZero => Current == 0 && History.All(value => value.Count == 0);

        public static Counter Read(JObject record, string property)
        {
            int current = Number(record.Told("properties", property));
            CounterEvents.Value[] history =
            [
                .. (record.At("propertiesWithHistory", property) as JArray ?? []).OfType<JObject>()
                    .Select(version => (Count: Number(version.Told("value")), At: HubSpotTime.Parse(version.Told("timestamp"))))
                    .Where(version => version.At is not null)
                    .Select(version => new CounterEvents.Value(version.Count, version.At!.Value))
                    .OrderBy(version => version.At),
            ];
            return current == 0 && history.Length == 0 ? Zero : new Counter(current, history);
        }

        // Numbers arrive as text; what is none counts as zero.
        private static int Number(string? value)
            => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
                ? (int)Math.Clamp(number, 0, CounterEvents.MaxNumber)
                : 0;
    }
}
