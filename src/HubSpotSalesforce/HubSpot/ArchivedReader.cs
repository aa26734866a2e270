using System.Runtime.CompilerServices;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads which CRM objects were deleted in HubSpot.</summary>
/// <remarks>Search never shows them; the list does, in an order that is not documented, so it is read whole
/// (HubSpot developer docs, "Calls", listing with archived=true, read 2026-11-21).</remarks>
public sealed class ArchivedReader
{
    private const int PageSize = 100;

    private readonly HubSpotClient _client;

    /// <summary>Creates a reader.</summary>
    public ArchivedReader(HubSpotClient client) => _client = client;

    /// <summary>Returns the ids of all archived objects of a type, a page at a time.</summary>
    /// <param name="objectType">The type's path name, such as <c>calls</c>.</param>
    /// <param name="cancel">Ends the read.</param>
    public async IAsyncEnumerable<string[]> ReadAsync(string objectType, [EnumeratorCancellation] CancellationToken cancel)
    {
        PageTurn turn = new();
        string? after = null;
        do
        {
            JObject answer = await _client.GetAsync(
                $"/crm/objects/{HubSpotClient.Version}/{objectType}?archived=true&limit={PageSize}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", cancel);
            yield return [.. answer.Rows("results").Select(record => record.Need("id"))];
            after = turn.After(answer, after);
        }
        while (after is not null);
    }
}
