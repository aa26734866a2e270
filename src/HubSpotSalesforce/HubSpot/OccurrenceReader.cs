using System.Globalization;
using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads event occurrences, type by type: views of sales documents, and events of installed integrations (O12).</summary>
/// <remarks>
/// Needs an Enterprise subscription; without one the source as a whole is refused ("Event analytics guide", read 2026-11-21). The order of
/// the answer is not documented, so the read is over only when every page of every type was seen. Nor are the names of most properties:
/// several are tried, and what has none keeps the name of its type (R11).
/// </remarks>
internal sealed class OccurrenceReader : IActivityReader
{
    private const int PageSize = 100;    // the largest that is known to be taken
    private const string Path = $"/events/event-occurrences/{HubSpotClient.Version}";

    private static readonly string[] Documents = ["hs_document_name", "hs_document_title", "document_name", "document_title"];
    private static readonly string[] Durations = ["hs_view_duration", "hs_duration", "duration"];
    private static readonly string[] Pages = ["hs_pages_viewed", "hs_page_count", "pages_viewed", "pages"];
    private static readonly string[] Apps = ["hs_app_name", "hs_application_name", "app_name", "app"];
    private static readonly string[] Titles = ["hs_event_title", "hs_title", "event_title", "title"];

    private readonly HubSpotClient _client;
    private readonly ReaderOptions _options;
    private string[]? _types;

    public OccurrenceReader(HubSpotClient client, ReaderOptions options)
    {
        _client = client;
        _options = options;
    }

    public async IAsyncEnumerable<ActivityPage> ReadAsync(
        ActivityKind kind, DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset end = until - _options.Settle;
        if (since > end)
        {
            yield break;
        }

        (string[] types, SyncException? refusal) = await AllowedAsync(() => TypesAsync(kind, cancel), []);
        foreach (string type in types)
        {
            PageTurn turn = new();
            string? after = "";
            while (after is not null && refusal is null)
            {
                (Answer answer, refusal) = await AllowedAsync(() => PageAsync(kind, Query(type, since, end, after), cancel), Answer.Nothing);
                yield return new ActivityPage(answer.Activities, null);
                after = turn.Next(answer.After, after);
            }
        }

        yield return new ActivityPage([], refusal is null ? end : null) { Refusal = refusal };
    }

    public async Task<IReadOnlyList<Activity>> ReadAgainAsync(ActivityKind kind, IReadOnlyCollection<string> sourceIds, CancellationToken cancel)
    {
        List<Activity> activities = [];
        foreach (string[] ids in sourceIds.Chunk(PageSize / 2))    // keeps the address short
        {
            string query = string.Join('&', ids.Select(id => $"id={Uri.EscapeDataString(id)}"));
            activities.AddRange((await PageAsync(kind, $"{query}&limit={PageSize}", cancel)).Activities);
        }

        return activities;
    }

    private static async Task<(T Answer, SyncException? Refusal)> AllowedAsync<T>(Func<Task<T>> ask, T nothing)
    {
        try
        {
            return (await ask(), null);
        }
        catch (SyncException refused) when (refused.Kind == FaultKind.ScopeMissing)
        {
            return (nothing, refused);
        }
    }

    private async Task<string[]> TypesAsync(ActivityKind kind, CancellationToken cancel)
    {
        _types ??= [.. ((await _client.GetAsync($"{Path}/event-types", cancel))["eventTypes"] as JArray ?? throw AnswerReading.Unexpected("no list 'eventTypes'")).Select(type => type.ToString())];
        return EventTypes.Of(kind, _types, _options.EventTypes);
    }

    private async Task<Answer> PageAsync(ActivityKind kind, string query, CancellationToken cancel)
    {
        JObject answer = await _client.GetAsync($"{Path}?{query}", cancel);
        Activity[] activities = [.. answer.Rows("results").Select(found => Read(kind, found)).OfType<Activity>()];
        return new Answer(activities, NextPage.After(answer));
    }

    private static string Query(string type, DateTimeOffset since, DateTimeOffset end, string after)
    {
        string query = $"eventType={Uri.EscapeDataString(type)}&occurredAfter={Stamp(since)}&occurredBefore={Stamp(end)}&limit={PageSize}";
        return after.Length == 0 ? query : $"{query}&after={Uri.EscapeDataString(after)}";
    }

    private static string Stamp(DateTimeOffset at)
        => (at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static Activity? Read(ActivityKind kind, JObject found)
    {
        if (found.Told("id") is not { Length: > 0 } id || HubSpotTime.Parse(found.Told("occurredAt")) is not { } occurredAt)
        {
            return null;
        }

        string type = found.Told("eventType") ?? "";
        SortedDictionary<string, string> properties = new(StringComparer.Ordinal);
        foreach ((string name, JToken? value) in found["properties"] as JObject ?? [])
        {
            properties[name] = value?.ToString() ?? "";
        }

        bool isContact = found.Told("objectType") is { } owner && (owner.Equals("CONTACT", StringComparison.OrdinalIgnoreCase) || owner == "0-1");
        Activity activity = new()
        {
            Key = kind == ActivityKind.SalesContentViewed ? ActivityKey.OfView(id) : ActivityKey.OfEvent(id),
            Kind = kind.Key,
            SourceId = id,
            OccurredAt = occurredAt,
            ContactIds = isContact && found.Told("objectId") is { Length: > 0 } contact ? [contact] : [],
        };
        return kind == ActivityKind.SalesContentViewed ? OfView(activity, properties) : OfEvent(activity, type, properties);
    }

    private static Activity OfView(Activity activity, SortedDictionary<string, string> properties)
    {
        string? document = First(properties, Documents);
        return activity with
        {
            Title = document,
            Values = new Dictionary<string, string?>
            {
                ["document"] = document ?? "document",
                ["duration"] = First(properties, Durations),
                ["pages"] = First(properties, Pages),
            },
        };
    }

    private static Activity OfEvent(Activity activity, string type, SortedDictionary<string, string> properties)
    {
        string? title = First(properties, Titles);
        return activity with
        {
            Title = title ?? type,
            Body = string.Join('\n', properties.Where(property => property.Value.Length > 0).Select(property => $"{property.Key}: {property.Value}")),
            Values = new Dictionary<string, string?>
            {
                ["app"] = First(properties, Apps) ?? "Integration",
                ["event"] = title ?? type,
                ["eventType"] = type,
            },
        };
    }

    private static string? First(SortedDictionary<string, string> properties, string[] names)
        => names.Select(name => properties.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));

    private sealed record Answer(Activity[] Activities, string? After)
    {
        public static readonly Answer Nothing = new([], null);
    }
}
