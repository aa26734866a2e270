using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads the marketing email event log, one window of time after the other.</summary>
/// <remarks>
/// The log answers newest first and its offset is short-lived ("Email events API", read 2026-11-21): a window must be walked in one go,
/// and only a finished window moves the cursor. The first page of a window tells how dense it is; a window that would be too long is cut
/// and asked for again. So decades of silence cost one call, and a newsletter day need not be read twice after a stop.
/// A window comes as one page, so that an event and the one that restates it are seen together (O13); only more than ten thousand events
/// of one second are handed out in parts.
/// </remarks>
internal sealed class EmailEventReader : IActivityReader
{
    private const int PageSize = 1_000;
    private const int LongWindow = 5;    // pages
    private const int MostHeld = 10 * PageSize;

    private static readonly string[] PlaceParts = ["city", "state", "country"];
    private static readonly TimeSpan SmallestWindow = TimeSpan.FromSeconds(1);

    private readonly HubSpotClient _client;
    private readonly CampaignDirectory _campaigns;
    private readonly SalesEmailSends _sales;
    private readonly TimeSpan _settle;

    /// <summary>Creates a reader.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="settle">How old an event must be before it is read: the youngest may still be restated (O13).</param>
    public EmailEventReader(HubSpotClient client, TimeSpan settle)
    {
        _client = client;
        _campaigns = new CampaignDirectory(client);
        _sales = new SalesEmailSends(client);
        _settle = settle;
    }

    public async IAsyncEnumerable<ActivityPage> ReadAsync(
        ActivityKind kind, DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset end = until - _settle;
        DateTimeOffset from = since < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : since;
        TimeSpan length = end - from;
        while (from <= end)
        {
            DateTimeOffset to = end - from <= length ? end : from + length;
            JObject answer = await _client.GetAsync(Query(kind, from, to, null), cancel);
            if (TooLong(answer, to) is { } shorter && shorter * 2 < to - from)
            {
                length = shorter;
                continue;
            }

            List<Activity> window = [.. await ReadEventsAsync(kind, answer, cancel)];
            int pages = 1;
            PageTurn turn = new();
            string? last = null;
            for (; turn.Next(OffsetOf(answer), last) is { } offset; pages++)
            {
                last = offset;
                if (window.Count >= MostHeld)
                {
                    yield return new ActivityPage(Once(window), null);
                    window.Clear();
                }

                answer = await _client.GetAsync(Query(kind, from, to, offset), cancel);
                window.AddRange(await ReadEventsAsync(kind, answer, cancel));
            }

            yield return new ActivityPage(Once(window), to);
            from = to + TimeSpan.FromMilliseconds(1);
            length *= Math.Min(2, LongWindow / (double)pages);    // the next stretch may be emptier; if it is not, its first page says so
        }
    }

    public async Task<IReadOnlyList<Activity>> ReadAgainAsync(ActivityKind kind, IReadOnlyCollection<string> sourceIds, CancellationToken cancel)
    {
        List<Activity> activities = [];
        foreach (string id in sourceIds)
        {
            // The identity of an event is the pair of both values: "{created}-{id}".
            int dash = id.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && await _client.FindAsync($"/email/public/v1/events/{id[..dash]}/{Uri.EscapeDataString(id[(dash + 1)..])}", cancel) is { } found)
            {
                activities.AddRange(await ReadEventsAsync(kind, [found], cancel));
            }
        }

        return activities;
    }

    // Null while the window is short enough; else a length that the density of its newest page promises.
    private static TimeSpan? TooLong(JObject answer, DateTimeOffset to)
    {
        if (OffsetOf(answer) is null || answer.Rows("events").LastOrDefault().Whole("created") is not { } oldest || HubSpotTime.FromMilliseconds(oldest) is not { } reached)
        {
            return null;
        }

        TimeSpan length = (to - reached) * LongWindow;
        return length > SmallestWindow ? length : SmallestWindow;
    }

    // An event that comes in while a window is walked shifts the others on to the next page, and one may be met twice (R31).
    private static Activity[] Once(List<Activity> window) => [.. window.DistinctBy(activity => activity.Key)];

    private static string? OffsetOf(JObject answer) => answer.Says("hasMore") ? answer.Need("offset") : null;

    private static string Query(ActivityKind kind, DateTimeOffset from, DateTimeOffset to, string? offset)
    {
        // Both bounds count.
        string query = string.Create(
            CultureInfo.InvariantCulture,
            $"/email/public/v1/events?eventType={kind.Selector}&startTimestamp={from.ToUnixTimeMilliseconds()}&endTimestamp={to.ToUnixTimeMilliseconds()}&limit={PageSize}");
        return offset is null ? query : $"{query}&offset={Uri.EscapeDataString(offset)}";
    }

    private Task<List<Activity>> ReadEventsAsync(ActivityKind kind, JObject answer, CancellationToken cancel)
        => ReadEventsAsync(kind, [.. answer.Rows("events")], cancel);

    private async Task<List<Activity>> ReadEventsAsync(ActivityKind kind, JObject[] found, CancellationToken cancel)
    {
        // R4, O20: what came of a one-to-one email has its own kinds.
        IReadOnlySet<string> sales = await _sales.AmongAsync([.. found.Select(SendOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], cancel);
        List<Activity> activities = [];
        foreach (JObject one in found)
        {
            if (await ReadEventAsync(kind, one, cancel) is { } activity)
            {
                activities.Add(activity with { IsSalesEmail = activity.IsSalesEmail || (SendOf(one) is { } send && sales.Contains(send)) });
            }
        }

        return activities;
    }

    // The event of the send itself names no other.
    private static string? SendOf(JObject found) => found.Told("type") == "SENT" ? found.Told("id") : found.Told("sentBy", "id");

    private async Task<Activity?> ReadEventAsync(ActivityKind kind, JObject found, CancellationToken cancel)
    {
        string id = found.Need("id");
        long created = found.NeedWhole("created");
        if (HubSpotTime.FromMilliseconds(created) is not { } occurredAt)
        {
            return null;
        }

        CampaignDirectory.Campaign? campaign = found.Whole("emailCampaignId") is { } campaignId
            ? await _campaigns.FindAsync(campaignId, found.Whole("appId") ?? 0, cancel)
            : null;
        return new Activity
        {
            Key = ActivityKey.OfEmailEvent(created, id),
            Kind = kind.Key,
            SourceId = string.Create(CultureInfo.InvariantCulture, $"{created}-{id}"),
            OccurredAt = occurredAt,
            Title = campaign?.Name,
            Email = found.Told("recipient"),
            IsFiltered = found.Says("filteredEvent"),
            ObsoletedBy = found["obsoletedBy"] is JObject later ? ActivityKey.OfEmailEvent(later.NeedWhole("created"), later.Need("id")) : null,
            IsSalesEmail = campaign is null,
            Values = new Dictionary<string, string?>
            {
                ["email"] = campaign?.Name,
                ["emailSubject"] = found.Told("subject") ?? campaign?.Subject,
                ["campaign"] = campaign?.Name,
                ["recipient"] = found.Told("recipient"),
                ["url"] = found.Told("url"),
                ["device"] = found.Told("deviceType"),
                ["place"] = Place(found["location"] as JObject),
            },
        };
    }

    private static string? Place(JObject? location)
    {
        string[] parts = [.. PlaceParts.Select(part => location.Told(part)).Where(part => !string.IsNullOrEmpty(part))!];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }
}
