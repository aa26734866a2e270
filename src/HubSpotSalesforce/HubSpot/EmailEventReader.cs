using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads the marketing email event log, one window of time after the other.</summary>
/// <remarks>
/// The log answers newest first and its offset is short-lived ("Email events API", read 2026-11-21): a window must be walked in one go,
/// and only a finished window moves the cursor. The first page of a window tells how dense it is; a window that would be too long is cut
/// and asked for again. So decades of silence cost one call, and a newsletter day need not be read twice after a stop.
/// </remarks>
internal sealed class EmailEventReader : IActivityReader
{
    private const int PageSize = 1_000;
    private const int LongWindow = 20;    // pages: about a minute of reading

    private static readonly string[] PlaceParts = ["city", "state", "country"];
    private static readonly TimeSpan SmallestWindow = TimeSpan.FromMinutes(1);

    private readonly HubSpotClient _client;
    private readonly CampaignDirectory _campaigns;
    private readonly TimeSpan _settle;

    /// <summary>Creates a reader.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="settle">How old an event must be before it is read: the youngest may still be restated (O13).</param>
    public EmailEventReader(HubSpotClient client, TimeSpan settle)
    {
        _client = client;
        _campaigns = new CampaignDirectory(client);
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
            if (TooLong(answer, to) is { } shorter && shorter < to - from)
            {
                length = shorter;
                continue;
            }

            while (OffsetOf(answer) is { } offset)
            {
                yield return new ActivityPage(await ReadEventsAsync(kind, answer, cancel), null);
                answer = await _client.GetAsync(Query(kind, from, to, offset), cancel);
            }

            yield return new ActivityPage(await ReadEventsAsync(kind, answer, cancel), to);
            from = to + TimeSpan.FromMilliseconds(1);
            length *= 2;    // the next stretch may be emptier; if it is not, its first page says so
        }
    }

    public async Task<IReadOnlyList<Activity>> ReadAgainAsync(ActivityKind kind, IReadOnlyCollection<string> sourceIds, CancellationToken cancel)
    {
        List<Activity> activities = [];
        foreach (string id in sourceIds)
        {
            // The identity of an event is the pair of both values: "{created}-{id}".
            int dash = id.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0
                && await _client.FindAsync($"/email/public/v1/events/{id[..dash]}/{Uri.EscapeDataString(id[(dash + 1)..])}", cancel) is { } found
                && await ReadEventAsync(kind, found, cancel) is { } activity)
            {
                activities.Add(activity);
            }
        }

        return activities;
    }

    // Null while the window is short enough; else a length that the density of its newest page promises.
    private static TimeSpan? TooLong(JObject answer, DateTimeOffset to)
    {
        if (OffsetOf(answer) is null || (answer["events"] as JArray)?.LastOrDefault()?["created"]?.Value<long>() is not { } oldest || HubSpotTime.FromMilliseconds(oldest) is not { } reached)
        {
            return null;
        }

        TimeSpan length = (to - reached) * LongWindow;
        return length > SmallestWindow ? length : SmallestWindow;
    }

    private static string? OffsetOf(JObject answer) => answer["hasMore"]?.Value<bool>() == true ? answer["offset"]?.ToString() : null;

    private static string Query(ActivityKind kind, DateTimeOffset from, DateTimeOffset to, string? offset)
    {
        // Both bounds count.
        string query = string.Create(
            CultureInfo.InvariantCulture,
            $"/email/public/v1/events?eventType={kind.Selector}&startTimestamp={from.ToUnixTimeMilliseconds()}&endTimestamp={to.ToUnixTimeMilliseconds()}&limit={PageSize}");
        return offset is null ? query : $"{query}&offset={Uri.EscapeDataString(offset)}";
    }

    private async Task<Activity[]> ReadEventsAsync(ActivityKind kind, JObject answer, CancellationToken cancel)
    {
        List<Activity> activities = [];
        foreach (JObject found in (answer["events"] as JArray ?? []).OfType<JObject>())
        {
            if (await ReadEventAsync(kind, found, cancel) is { } activity)
            {
                activities.Add(activity);
            }
        }

        // An event that comes in while a window is walked shifts the others on to the next page, and one may stand on a page twice (R31).
        return [.. activities.DistinctBy(activity => activity.Key)];
    }

    private async Task<Activity?> ReadEventAsync(ActivityKind kind, JObject found, CancellationToken cancel)
    {
        string id = found["id"]!.ToString();
        long created = found["created"]!.Value<long>();
        if (HubSpotTime.FromMilliseconds(created) is not { } occurredAt)
        {
            return null;
        }

        CampaignDirectory.Campaign? campaign = found["emailCampaignId"]?.Value<long?>() is { } campaignId
            ? await _campaigns.FindAsync(campaignId, found["appId"]?.Value<long?>() ?? 0, cancel)
            : null;
        return new Activity
        {
            Key = ActivityKey.OfEmailEvent(created, id),
            Kind = kind.Key,
            SourceId = string.Create(CultureInfo.InvariantCulture, $"{created}-{id}"),
            OccurredAt = occurredAt,
            Title = campaign?.Name,
            Email = found["recipient"]?.ToString(),
            IsFiltered = found["filteredEvent"]?.Value<bool?>() == true,
            ObsoletedBy = found["obsoletedBy"] is JObject later ? ActivityKey.OfEmailEvent(later["created"]!.Value<long>(), later["id"]!.ToString()) : null,
            IsSalesEmail = campaign is null,
            Values = new Dictionary<string, string?>
            {
                ["email"] = campaign?.Name,
                ["emailSubject"] = found["subject"]?.ToString() ?? campaign?.Subject,
                ["campaign"] = campaign?.Name,
                ["recipient"] = found["recipient"]?.ToString(),
                ["url"] = found["url"]?.ToString(),
                ["device"] = found["deviceType"]?.ToString(),
                ["place"] = Place(found["location"] as JObject),
            },
        };
    }

    private static string? Place(JObject? location)
    {
        string[] parts = [.. PlaceParts.Select(part => location?[part]?.ToString()).Where(part => !string.IsNullOrEmpty(part))!];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }
}
