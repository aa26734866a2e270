using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>One record at a time, by id or by external id.</summary>
/// <remarks>[RESTDoc-Upsert], Insert or Update (Upsert) a Record Using an External ID, read 2026-11-21.</remarks>
internal sealed class RecordEndpoints
{
    private const int UpsertsAnswerUpdatesSince = 46;

    private readonly RecordStore _store;
    private readonly RecordWriter _writer;

    /// <summary>Creates the endpoints.</summary>
    public RecordEndpoints(RecordStore store, RecordWriter writer)
    {
        _store = store;
        _writer = writer;
    }

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("POST", "/sobjects/{type}", Create);
        routes.Add("GET", "/sobjects/{type}/{id}", Read);
        routes.Add("PATCH", "/sobjects/{type}/{id}", Update);
        routes.Add("DELETE", "/sobjects/{type}/{id}", Delete);
        routes.Add("GET", "/sobjects/{type}/{field}/{value}", ReadByKey);
        routes.Add("PATCH", "/sobjects/{type}/{field}/{value}", Upsert);
    }

    private ApiAnswer Create(ApiRequest request)
    {
        ObjectType type = RequestedType.Of(request, _store.Catalogue);
        RefuseIdIn(request.Object);
        string id = _writer.Create(type, request.Object, request.User);
        return new ApiAnswer(201, Saved(id, created: null), $"{request.Root}/sobjects/{type.Name}/{id}");
    }

    private ApiAnswer Read(ApiRequest request)
    {
        ObjectType type = RequestedType.Of(request, _store.Catalogue);
        IReadOnlyList<Field> fields = RequestedType.Fields(request, type, request.Query.GetValueOrDefault("fields")?.Split(','));
        Row? row = RecordId.Normalise(request.Places["id"]) is { } id ? _store[type].Find(id) : null;
        return row switch
        {
            null => throw ApiFault.NotFound(),
            { IsDeleted: true } => throw new ApiFault(404, "ENTITY_IS_DELETED", "entity is deleted"),
            _ => ApiAnswer.Ok(RecordJson.Addressed(row, fields, _store.Now, request.Root)),
        };
    }

    private ApiAnswer Update(ApiRequest request)
    {
        RefuseIdIn(request.Object);
        _writer.Update(RequestedType.Of(request, _store.Catalogue), request.Places["id"], request.Object, request.User);
        return ApiAnswer.Nothing();
    }

    private ApiAnswer Delete(ApiRequest request)
    {
        _writer.Delete(RequestedType.Of(request, _store.Catalogue), request.Places["id"], request.User);
        return ApiAnswer.Nothing();
    }

    private ApiAnswer ReadByKey(ApiRequest request)
    {
        ObjectType type = RequestedType.Of(request, _store.Catalogue);
        Field key = RequestedType.Key(request, type);
        IReadOnlyList<Field> fields = RequestedType.Fields(request, type, request.Query.GetValueOrDefault("fields")?.Split(','));
        Row[] rows = [.. _writer.Matches(type, key, request.Places["value"])];
        return rows switch
        {
            [] => throw ApiFault.NotFound(),
            [Row row] => ApiAnswer.Ok(RecordJson.Addressed(row, fields, _store.Now, request.Root)),
            _ => Several(rows, request),
        };
    }

    private ApiAnswer Upsert(ApiRequest request)
    {
        ObjectType type = RequestedType.Of(request, _store.Catalogue);
        Field key = RequestedType.Key(request, type);
        RefuseIdIn(request.Object);
        if (request.Object.Any(field => field.Key.Equals(key.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ApiFault(400, "INVALID_FIELD", $"The {key.Name} field should not be specified in the sobject data.", key.Name);
        }

        Row[] rows = [.. _writer.Matches(type, key, request.Places["value"])];
        if (rows.Length > 1)
        {
            return Several(rows, request);
        }

        if (rows.Length == 0 && request.IsSet("updateOnly"))
        {
            throw ApiFault.NotFound();
        }

        (string id, bool created) = _writer.Upsert(type, key, request.Places["value"], request.Object, request.User);
        return !created && request.Version < UpsertsAnswerUpdatesSince
            ? ApiAnswer.Nothing()
            : new ApiAnswer(created ? 201 : 200, Saved(id, created), created ? $"{request.Root}/sobjects/{type.Name}/{id}" : null);
    }

    private static ApiAnswer Several(Row[] rows, ApiRequest request)
        => new(300, new JsonArray([.. rows.Select(row => JsonValue.Create($"{request.Root}/sobjects/{row.Type.Name}/{row.Id}"))]));

    private static void RefuseIdIn(JsonObject record)
    {
        if (record.Any(field => field.Key.Equals("Id", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ApiFault(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.", "Id");
        }
    }

    private static JsonObject Saved(string id, bool? created)
    {
        JsonObject saved = new() { ["id"] = id, ["success"] = true, ["errors"] = new JsonArray() };
        if (created is { } fresh)
        {
            saved["created"] = fresh;
        }

        return saved;
    }
}
