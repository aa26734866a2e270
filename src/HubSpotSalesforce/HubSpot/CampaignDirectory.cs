using System.Collections.Concurrent;
using System.Globalization;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Knows the name and subject of the marketing emails that events speak of; asks for each once.</summary>
internal sealed class CampaignDirectory
{
    private readonly HubSpotClient _client;
    private readonly ConcurrentDictionary<(long Campaign, long App), Campaign?> _known = new();

    public CampaignDirectory(HubSpotClient client) => _client = client;

    /// <summary>Returns the campaign; null when HubSpot has none of this id (O20).</summary>
    public async Task<Campaign?> FindAsync(long campaignId, long appId, CancellationToken cancel)
    {
        if (_known.TryGetValue((campaignId, appId), out Campaign? known))
        {
            return known;
        }

        JObject? found = await _client.FindAsync(
            string.Create(CultureInfo.InvariantCulture, $"/email/public/v1/campaigns/{campaignId}?appId={appId}"), cancel);
        Campaign? campaign = found is null
            ? null
            : new Campaign(
                NullIfEmpty(found.Told("name")) ?? NullIfEmpty(found.Told("subject")) ?? campaignId.ToString(CultureInfo.InvariantCulture),
                NullIfEmpty(found.Told("subject")));
        _known[(campaignId, appId)] = campaign;
        return campaign;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>A marketing email.</summary>
    internal sealed record Campaign(string Name, string? Subject);
}
