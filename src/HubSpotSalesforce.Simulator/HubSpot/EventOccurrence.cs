using System.Text;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>One occurrence of an event of the event analytics, such as a document view.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="At">When it occurred, in epoch milliseconds.</param>
/// <param name="EventType">Its type, such as <c>e_document_viewed_v2</c>.</param>
/// <param name="ObjectType">The type of the record it belongs to, such as <c>CONTACT</c>.</param>
/// <param name="ObjectId">That record's id.</param>
/// <param name="Json">The row as the API shows it.</param>
internal sealed record EventOccurrence(string Id, long At, string EventType, string ObjectType, string ObjectId, byte[] Json) : ITimedRow
{
    /// <inheritdoc/>
    public string Key => Id;

    /// <summary>Reads a row as the API shows it.</summary>
    public static EventOccurrence Read(JsonObject row)
        => new(
            RowValue.RequiredText(row, "id"),
            PortalTime.Read(RowValue.RequiredText(row, "occurredAt")) ?? throw new FormatException("\"occurredAt\" is no instant."),
            RowValue.RequiredText(row, "eventType"),
            RowValue.Text(row["objectType"]) ?? "CONTACT",
            RowValue.RequiredText(row, "objectId"),
            Encoding.UTF8.GetBytes(row.ToJsonString()));
}
