using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Things of one kind that are no CRM records.</summary>
internal interface IRowStore
{
    /// <summary>Inserts a row or replaces the one with its key.</summary>
    public void Put(JsonObject row);

    /// <summary>Takes the rows with this id away; false when there is none.</summary>
    public bool Remove(string id);

    /// <summary>Takes all rows away.</summary>
    public void Clear();

    /// <summary>Copies of all rows.</summary>
    public JsonObject[] Copies();
}
