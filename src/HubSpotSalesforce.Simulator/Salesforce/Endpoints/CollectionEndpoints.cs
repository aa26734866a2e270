using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>sObject Collections: up to 200 records in one request, each with an outcome of its own.</summary>
/// <remarks>[RESTDoc-Collections], REST API Developer Guide v67, read 2026-11-21.</remarks>
internal sealed class CollectionEndpoints
{
    private const int MostRecords = 200;
    private const int MostChunks = 10;

    private readonly RecordStore _store;
    private readonly RecordWriter _writer;

    /// <summary>Creates the endpoints.</summary>
    public CollectionEndpoints(RecordStore store, RecordWriter writer)
    {
        _store = store;
        _writer = writer;
    }

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("POST", "/composite/sobjects", Create, since: 42);
        routes.Add("PATCH", "/composite/sobjects", Update, since: 42);
        routes.Add("DELETE", "/composite/sobjects", Delete, since: 42);
        routes.Add("PATCH", "/composite/sobjects/{type}/{field}", Upsert, since: 46);
        routes.Add("GET", "/composite/sobjects/{type}", ReadByQuery, since: 42);
        routes.Add("POST", "/composite/sobjects/{type}", ReadByBody, since: 42);
    }

    private ApiAnswer Create(ApiRequest request)
    {
        JsonObject[] records = Records(request);
        ObjectType[] types = Types(records);
        return Answer(request, records.Select((record, place) => new CollectionRow(() =>
        {
            return IdOf(record) is null
                ? (_writer.Create(types[place], record, request.User), null)
                : throw new RowRefusal("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id");
        })));
    }

    private ApiAnswer Update(ApiRequest request)
    {
        JsonObject[] records = Records(request);
        ObjectType[] types = Types(records);
        HashSet<string> repeated = Repeated(records.Select(record => IdOf(record) is { } id ? RecordId.Normalise(id) ?? id : null), StringComparer.Ordinal);
        return Answer(request, records.Select((record, place) => new CollectionRow(() =>
        {
            string id = IdOf(record) ?? throw new RowRefusal("MISSING_ARGUMENT", "Id not specified in an update call", "Id");
            if (repeated.Contains(RecordId.Normalise(id) ?? id))
            {
                throw new RowRefusal("DUPLICATE_VALUE", $"Duplicate id specified: {id}", "Id");
            }

            _writer.Update(types[place], id, record, request.User);
            return (_writer.Live(types[place], id).Id, null);
        })));
    }

    private ApiAnswer Upsert(ApiRequest request)
    {
        JsonObject[] records = Records(request);
        ObjectType type = RequestedType.Of(request, _store.Catalogue);
        Field key = RequestedType.Key(request, type);
        if (Types(records).Any(other => other != type))
        {
            throw new ApiFault(400, "INVALID_TYPE", $"All records must be of type {type.Name}");
        }

        HashSet<string> repeated = Repeated(
            records.Select(record => KeyOf(record, key)), key.CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        return Answer(request, records.Select(record => new CollectionRow(() =>
        {
            string value = KeyOf(record, key) ?? throw new RowRefusal("MISSING_ARGUMENT", $"{key.Name} not specified", key.Name);
            if (repeated.Contains(value))
            {
                throw new RowRefusal("DUPLICATE_VALUE", $"Duplicate external id specified: {value}", key.Name);
            }

            if (IdOf(record) is not null)
            {
                throw new RowRefusal("INVALID_FIELD", "cannot specify Id in an upsert call by external id", "Id");
            }

            JsonObject fields = record.DeepClone().AsObject();
            foreach (string name in record.Select(field => field.Key).Where(name => name.Equals(key.Name, StringComparison.OrdinalIgnoreCase)))
            {
                fields.Remove(name);
            }

            (string id, bool created) = _writer.Upsert(type, key, value, fields, request.User);
            return (id, (bool?)created);
        })));
    }

    private ApiAnswer Delete(ApiRequest request)
    {
        string[] ids = Ids(request.Query.GetValueOrDefault("ids"));
        HashSet<string> seen = [];
        return Answer(request, request.IsSet("allOrNone"), ids.Select(id => new CollectionRow(() =>
        {
            ObjectType type = _store.Catalogue.OfId(id) ?? throw new RowRefusal("MALFORMED_ID", $"malformed id {id}");
            if (!seen.Add(RecordId.Normalise(id) ?? id))
            {
                throw new RowRefusal("DUPLICATE_VALUE", $"Duplicate id specified: {id}");
            }

            _writer.Delete(type, id, request.User);
            return (RecordId.Normalise(id)!, null);
        })));
    }

    private ApiAnswer ReadByQuery(ApiRequest request)
        => Read(request, Ids(request.Query.GetValueOrDefault("ids")), request.Query.GetValueOrDefault("fields")?.Split(','));

    private ApiAnswer ReadByBody(ApiRequest request)
        => Read(request, [.. Texts(request.Object["ids"])], Texts(request.Object["fields"]));

    private ApiAnswer Read(ApiRequest request, string[] ids, IEnumerable<string>? names)
    {
        Cap(ids.Length);
        ObjectType type = RequestedType.Of(request, _store.Catalogue);
        IReadOnlyList<Field> fields = RequestedType.Fields(request, type, names ?? []);
        return fields.Count == 0
            ? throw new ApiFault(400, "MISSING_ARGUMENT", "The fields parameter must be specified.")
            : ApiAnswer.Ok(new JsonArray([.. ids.Select(id => Find(type, id) is { } row
                ? RecordJson.Addressed(row, fields, _store.Now, request.Root) : null)]));
    }

    private Row? Find(ObjectType type, string id)
        => RecordId.Normalise(id) is { } full && _store[type].Find(full) is { IsDeleted: false } row ? row : null;

    private ApiAnswer Answer(ApiRequest request, IEnumerable<CollectionRow> rows)
        => Answer(request, request.Object["allOrNone"] is JsonValue flag && flag.TryGetValue(out bool all) && all, rows);

    private ApiAnswer Answer(ApiRequest request, bool allOrNone, IEnumerable<CollectionRow> rows)
        => ApiAnswer.Ok(CollectionRow.RunAll([.. rows], allOrNone, _store.Unit));

    private static JsonObject[] Records(ApiRequest request)
    {
        if (request.Object["records"] is not JsonArray list || list.Any(record => record is not JsonObject))
        {
            throw new ApiFault(400, "JSON_PARSER_ERROR", "Request body must have a list of records");
        }

        Cap(list.Count);
        return [.. list.Select(record => record!.AsObject())];
    }

    private ObjectType[] Types(JsonObject[] records)
    {
        ObjectType[] types = [.. records.Select(record =>
        {
            string name = (record["attributes"] as JsonObject)?["type"]?.ToString() ?? "";
            return _store.Catalogue.TryGet(name, out ObjectType? type) && !type.Tooling
                ? type : throw new ApiFault(400, "INVALID_TYPE", $"sObject type '{name}' is not supported.");
        })];
        int chunks = types.Where((type, place) => place == 0 || type != types[place - 1]).Count();
        return chunks <= MostChunks
            ? types
            : throw new ApiFault(400, "LIMIT_EXCEEDED", $"Cannot have more than {MostChunks} chunks in a single operation. Please rearrange the data to reduce chunking.");
    }

    private static void Cap(int count)
    {
        if (count > MostRecords)
        {
            throw new ApiFault(400, "EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MostRecords} records into this call");
        }
    }

    private static string[] Ids(string? list)
    {
        string[] ids = list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        Cap(ids.Length);
        return ids.Length > 0 ? ids : throw new ApiFault(400, "MISSING_ARGUMENT", "The ids parameter must be specified.");
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray)?.Select(item => item?.ToString() ?? "") ?? [];

    private static string? IdOf(JsonObject record) => Text(record, "Id");

    private static string? KeyOf(JsonObject record, Field key) => Text(record, key.Name) is { Length: > 0 } value ? value : null;

    private static string? Text(JsonObject record, string name)
        => record.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToString();

    private static HashSet<string> Repeated(IEnumerable<string?> values, StringComparer comparer)
        => values.OfType<string>().GroupBy(value => value, comparer).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet(comparer);
}
