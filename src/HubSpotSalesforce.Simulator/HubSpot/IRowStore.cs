using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Things of one kind that are no CRM records.</summary>
internal interface IRowStore
{
    /// <summary>Inserts a row or replaces the one with its key.</summary>
    void Put(JsonObject row);

    /// <summary>Takes the rows with this id away; false when there is none.</summary>
    bool Remove(string id);

    /// <summary>Takes all rows away.</summary>
    void Clear();

    /// <summary>Copies of all rows.</summary>
    JsonObject[] Copies();
}
