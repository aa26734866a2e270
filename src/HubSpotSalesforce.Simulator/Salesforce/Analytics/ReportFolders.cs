using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Analytics;

/// <summary>The folders that reports lie in.</summary>
/// <remarks>[Analytics], Folders, read 2026-11-21; that <c>type</c> is <c>report</c> is not documented, and what else it says is refused.</remarks>
internal sealed class ReportFolders(RecordStore store, WriteLog log)
{
    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("GET", "/folders", List, since: 41);
        routes.Add("POST", "/folders", Create, since: 41);
        routes.Add("GET", "/folders/{id}", request => ApiAnswer.Ok(Describe(Require(request.Places["id"]))), since: 41);
        routes.Add("DELETE", "/folders/{id}", Delete, since: 41);
    }

    /// <summary>The folder of this id.</summary>
    /// <exception cref="ApiFault">There is none.</exception>
    public Row Require(string id) => store["Folder"].Find(RecordId.Normalise(id) ?? "") ?? throw ApiFault.NotFound();

    private ApiAnswer List(ApiRequest request) => ApiAnswer.Ok(new JsonObject
    {
        ["folders"] = new JsonArray([.. store["Folder"].Rows.Select(Describe)]),
        ["totalSize"] = store["Folder"].Rows.Count,
        ["nextPageUrl"] = null,
    });

    private ApiAnswer Create(ApiRequest request)
    {
        string label = request.Object["label"]?.ToString() ?? throw ReportDefinition.Bad("A folder needs a label");
        string name = request.Object["name"]?.ToString() ?? label.Replace(' ', '_');
        if (request.Object["type"]?.ToString() is not "report")
        {
            throw ReportDefinition.Bad("The type of a folder must be report: others are not simulated");
        }

        if (store["Folder"].Rows.Any(row => Equals(row["DeveloperName"], name)))
        {
            throw new ApiFault(400, "DUPLICATE_DEVELOPER_NAME", $"The folder name {name} is taken");
        }

        Row folder = new(store.Catalogue["Folder"], store["Folder"].NextId()) { ["Name"] = label, ["DeveloperName"] = name, ["Type"] = "Report" };
        ServerFields.StampCreated(folder, request.User.UserId, store.Now);
        store.Add(folder);
        Log("create", folder, request.Object);
        return new ApiAnswer(201, Describe(folder));
    }

    private ApiAnswer Delete(ApiRequest request)
    {
        Row folder = Require(request.Places["id"]);
        if (store["Report"].Rows.Any(report => Equals(report["OwnerId"], folder.Id)))
        {
            throw ReportDefinition.Bad("The folder has reports in it");
        }

        store.Remove(folder);
        Log("delete", folder, null);
        return ApiAnswer.Nothing();
    }

    private static JsonObject Describe(Row folder) => new()
    {
        ["id"] = folder.Id,
        ["label"] = folder["Name"]?.ToString(),
        ["name"] = folder["DeveloperName"]?.ToString(),
        ["type"] = "report",
    };

    private void Log(string action, Row folder, JsonObject? fields)
    {
        (JsonObject? sent, DateTimeOffset now) = (fields?.DeepClone().AsObject(), store.Now);
        store.Unit.Will(() => log.Add("salesforce", action, "Folder", folder.Id, sent, now));
    }
}
