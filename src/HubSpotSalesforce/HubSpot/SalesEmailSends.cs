using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Knows which send events of the log are those of one-to-one emails (O20); asks for each once.</summary>
/// <remarks>
/// Whether one-to-one emails write into the log is not documented, but an email object can name its send event. A portal where none does
/// costs one search. For one caller at a time.
/// </remarks>
internal sealed class SalesEmailSends
{
    private const string SendEvent = "hs_email_send_event_id";

    // Ids have 36 characters, and a search of more than 3,000 in all may be refused ("Search the CRM", read 2026-11-21).
    private const int MaxValues = 70;
    private const int MaxRemembered = 100_000;

    private readonly HubSpotClient _client;
    private readonly Dictionary<string, bool> _known = new(StringComparer.OrdinalIgnoreCase);
    private bool? _hasAny;

    public SalesEmailSends(HubSpotClient client) => _client = client;

    /// <summary>Returns those of these send events that belong to one-to-one emails.</summary>
    public async Task<IReadOnlySet<string>> AmongAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0 || !(_hasAny ??= await HasAnyAsync(cancel)))
        {
            return new HashSet<string>();
        }

        if (_known.Count > MaxRemembered)
        {
            _known.Clear();
        }

        foreach (string[] some in ids.Where(id => !_known.ContainsKey(id)).Chunk(MaxValues))
        {
            // A list of values is compared in small letters.
            JObject answer = await SearchAsync(new JObject { ["operator"] = "IN", ["values"] = new JArray(some.Select(id => id.ToLowerInvariant())) }, 200, cancel);
            Array.ForEach(some, id => _known[id] = false);
            foreach (JObject found in answer.Rows("results"))
            {
                _known[found.Told("properties", SendEvent) ?? ""] = true;
            }
        }

        return ids.Where(id => _known[id]).ToHashSet();
    }

    // A token that may not read emails knows of none.
    private async Task<bool> HasAnyAsync(CancellationToken cancel)
    {
        try
        {
            JObject answer = await SearchAsync(new JObject { ["operator"] = "HAS_PROPERTY" }, 1, cancel);
            return answer.Rows("results").Any();
        }
        catch (SyncException refused) when (refused.Kind == FaultKind.ScopeMissing)
        {
            return false;
        }
    }

    private Task<JObject> SearchAsync(JObject filter, int limit, CancellationToken cancel)
    {
        filter["propertyName"] = SendEvent;
        JObject query = new()
        {
            ["filterGroups"] = new JArray(new JObject { ["filters"] = new JArray(filter) }),
            ["properties"] = new JArray(SendEvent),
            ["limit"] = limit,
        };
        return _client.PostAsync($"/crm/objects/{HubSpotClient.Version}/emails/search", query, cancel, isSearch: true);
    }
}
