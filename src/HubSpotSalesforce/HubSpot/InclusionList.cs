using System.Globalization;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>The HubSpot list outside which no contact syncs (O25).</summary>
/// <remarks>Read whole, once, when it is first asked for.</remarks>
public sealed class InclusionList
{
    /// <summary>The scope a token needs to read lists.</summary>
    public const string Scope = "crm.lists.read";

    private const int PageSize = 250;

    private readonly HubSpotClient _client;
    private readonly long _listId;
    private readonly Func<string, SyncException> _invalid;
    private HashSet<long>? _members;

    /// <summary>Creates a list; nothing is read yet.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="listId">The list's id.</param>
    /// <param name="invalid">Makes the fault of a setting that names no list, from what is wrong with it.</param>
    public InclusionList(HubSpotClient client, long listId, Func<string, SyncException> invalid)
    {
        _client = client;
        _listId = listId;
        _invalid = invalid;
    }

    /// <summary>Returns the record ids of its members.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: there is no such list.</exception>
    public async Task<IReadOnlySet<long>> MembersAsync(CancellationToken cancel) => _members ??= await ReadAsync(cancel);

    private async Task<HashSet<long>> ReadAsync(CancellationToken cancel)
    {
        HashSet<long> members = [];
        string path = string.Create(CultureInfo.InvariantCulture, $"/crm/lists/{HubSpotClient.Version}/{_listId}/memberships?limit={PageSize}");
        PageTurn turn = new();
        string? after = "";
        while (after is not null)
        {
            string page = after.Length == 0 ? path : $"{path}&after={Uri.EscapeDataString(after)}";
            JObject answer = await _client.FindAsync(page, cancel)
                ?? throw _invalid(string.Create(CultureInfo.InvariantCulture, $"HubSpot has no list {_listId}. Take the number from the address of the list's page, or remove the key."));
            members.UnionWith(answer.Rows("results").Select(member => member.NeedWhole("recordId")));
            after = turn.After(answer, after);
        }

        return members;
    }
}
