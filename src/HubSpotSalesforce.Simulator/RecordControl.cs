using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Simulator;

/// <summary>The part of <c>/_sim</c> by which tests see records, and do to them what people do.</summary>
/// <remarks>A type of either side, told apart by its name: <c>calls</c> is HubSpot's, <c>Task</c> is Salesforce's.</remarks>
internal sealed class RecordControl(SimulatorHost host)
{
    /// <summary>All records of a type, deleted and archived ones too.</summary>
    public JsonArray List(string type)
        => [.. IsHubSpot(type) ? host.Portal.Records(type) : host.Org.Records(type).Select(record => record.DeepClone())];

    /// <summary>Changes a record, or makes it; on HubSpot the date of its last change may stay.</summary>
    public JsonObject? Edit(string type, JsonNode? body, bool keepsModified)
    {
        JsonObject record = body?.AsObject() ?? throw new FormatException("A record was expected.");
        if (!IsHubSpot(type))
        {
            string saved = host.Org.People.Save(type, record);
            return host.Org.Records(type).First(row => (string?)row["Id"] == saved);
        }

        host.Portal.Edit(type, record, keepsModified);
        string? id = record["id"]?.ToString();
        return id is null ? null : host.Portal.Records(type).FirstOrDefault(row => row["id"]?.ToString() == id);
    }

    /// <summary>Archives or deletes a record; on Salesforce also for good.</summary>
    public JsonObject Delete(string type, string id, bool forGood)
    {
        if (!IsHubSpot(type))
        {
            return new JsonObject { ["deleted"] = host.Org.People.Delete(type, id, forGood) };
        }

        return forGood
            ? throw new ArgumentException("Only records of the Salesforce side are deleted for good.")
            : new JsonObject { ["archived"] = host.Portal.Archive(type, id) };
    }

    /// <summary>Brings a record back.</summary>
    public JsonObject Undelete(string type, string id)
        => new() { ["restored"] = IsHubSpot(type) ? host.Portal.Restore(type, id) : host.Org.People.Undelete(type, id) };

    private static bool IsHubSpot(string type) => HubSpotPortal.Types.Contains(type);
}
