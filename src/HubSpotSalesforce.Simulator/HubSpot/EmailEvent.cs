using System.Text;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>One event of the marketing email log. Its identity is the pair of <c>created</c> and <c>id</c>.</summary>
internal sealed record EmailEvent(string Id, long At, string Type, string Recipient, byte[] Json) : ITimedRow
{
    /// <inheritdoc/>
    public string Key => KeyOf(At, Id);

    /// <summary>The campaign the email was sent for.</summary>
    public long? CampaignId { get; init; }

    /// <summary>The app that sent it; needed to name a campaign.</summary>
    public long? AppId { get; init; }

    /// <summary>Whether the account's filters (bots, internal addresses) leave it out of reports.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>The key of an event by its pair.</summary>
    public static string KeyOf(long created, string id) => $"{created}/{id}";

    /// <summary>Reads an event as the API shows it.</summary>
    public static EmailEvent Read(JsonObject row)
        => new(
            RowValue.RequiredText(row, "id"),
            RowValue.RequiredNumber(row, "created"),
            RowValue.RequiredText(row, "type"),
            RowValue.Text(row["recipient"]) ?? "",
            Encoding.UTF8.GetBytes(row.ToJsonString()))
        {
            CampaignId = RowValue.Number(row["emailCampaignId"]),
            AppId = RowValue.Number(row["appId"]),
            IsFiltered = row["filteredEvent"]?.GetValue<bool>() ?? false,
        };
}
