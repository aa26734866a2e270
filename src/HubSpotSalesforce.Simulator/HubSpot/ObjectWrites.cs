using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Creating, changing and archiving CRM records, one at a time.</summary>
/// <remarks>HubSpot developer docs, Using object APIs and the activity guides, read 2026-11-21.</remarks>
internal sealed class ObjectWrites(HubSpotPortal portal)
{
    private readonly RecordWriter _former = new(portal);
    private readonly RecordWriter _current = new(portal, keepsRules: true);

    /// <summary>Adds the endpoints.</summary>
    public void Register(HubSpotEndpoints endpoints)
    {
        endpoints.Add("POST", ObjectReads.Paths, "", Create);
        endpoints.Add("PATCH", ObjectReads.Paths, "/{id}", Update);
        endpoints.Add("DELETE", ObjectReads.Paths, "/{id}", Archive);
        endpoints.Add("POST", ObjectReads.Paths, "/batch/create", BatchCreate);
        endpoints.Add("POST", ObjectReads.Paths, "/batch/update", BatchUpdate);
        endpoints.Add("POST", ObjectReads.Paths, "/batch/upsert", BatchUpsert);
        endpoints.Add("POST", ObjectReads.Paths, "/batch/archive", BatchArchive);
    }

    private HubSpotAnswer Create(HubSpotCall call)
    {
        CrmTable table = Table(call);
        return new HubSpotAnswer(201, Show(table, Writer(call).Create(table, call.Body), call.Body));
    }

    private HubSpotAnswer Update(HubSpotCall call)
    {
        CrmTable table = Table(call);
        return HubSpotAnswer.Ok(Show(table, Writer(call).Update(table, call.Text("idProperty"), call.Path("id"), call.Body), call.Body));
    }

    // To archive what is archived already, or never was, is no error.
    private HubSpotAnswer Archive(HubSpotCall call)
    {
        Writer(call).Archive(Table(call), call.Path("id"));
        return HubSpotAnswer.Empty;
    }

    private HubSpotAnswer BatchCreate(HubSpotCall call)
    {
        CrmTable table = Table(call);
        RequestBody[] inputs = BatchAnswer.Inputs(call);
        string?[] traces = [.. inputs.Select(input => input.Text("objectWriteTraceId"))];
        // Only a trace id of its own for every input buys partial success; without, one bad input fails the request.
        bool isPartial = traces.All(trace => trace is not null) && traces.Distinct().Count() == traces.Length;
        if (!isPartial)
        {
            Array.ForEach(inputs, input => Writer(call).Check(table, input, isNew: true));
        }

        return Batch(inputs, isPartial, 201, input => Show(table, Writer(call).Create(table, input), input));
    }

    private HubSpotAnswer BatchUpdate(HubSpotCall call)
    {
        CrmTable table = Table(call);
        return Batch(BatchAnswer.Inputs(call), isPartial: true, 200, input
            => Show(table, Writer(call).Update(table, input.Text("idProperty"), input.RequiredText("id"), input), input));
    }

    private HubSpotAnswer BatchUpsert(HubSpotCall call)
    {
        CrmTable table = Table(call);
        return Batch(BatchAnswer.Inputs(call), isPartial: true, 200, input =>
        {
            (CrmRecord record, bool isNew) = Writer(call).Upsert(table, input.RequiredText("idProperty"), input.RequiredText("id"), input);
            JsonObject shown = Show(table, record, input);
            shown["new"] = isNew;
            return shown;
        });
    }

    private HubSpotAnswer BatchArchive(HubSpotCall call)
    {
        CrmTable table = Table(call);
        Array.ForEach(BatchAnswer.Inputs(call), input => Writer(call).Archive(table, input.RequiredText("id")));
        return HubSpotAnswer.Empty;
    }

    private HubSpotAnswer Batch(RequestBody[] inputs, bool isPartial, int status, Func<RequestBody, JsonObject> write)
    {
        List<JsonObject> results = [];
        JsonArray errors = [];
        foreach (RequestBody input in inputs)
        {
            try
            {
                results.Add(write(input));
            }
            catch (HubSpotRefusal refusal) when (isPartial)
            {
                errors.Add(Error(refusal, input));
            }
        }

        IEnumerable<JsonObject> unaligned = BatchAnswer.Unaligned(results, result => RowValue.RequiredNumber(result, "id"));
        return BatchAnswer.Of(portal, [.. unaligned], errors, status);
    }

    private static JsonObject Error(HubSpotRefusal refusal, RequestBody input)
    {
        JsonObject error = refusal.ToJson(correlationId: null);
        JsonObject context = error["context"]?.AsObject() ?? [];
        if (input.Text("objectWriteTraceId") is { } trace)
        {
            context["objectWriteTraceId"] = new JsonArray(trace);
        }

        if (input.Text("id") is { } id)
        {
            context["ids"] = new JsonArray(id);
        }

        error["context"] = context.Parent is null ? context : context.DeepClone();
        return error;
    }

    private JsonObject Show(CrmTable table, CrmRecord record, RequestBody input)
    {
        JsonObject shown = new RecordView(portal, table, [.. input.Object("properties").Names]).Show(record);
        if (input.Text("objectWriteTraceId") is { } trace)
        {
            shown["objectWriteTraceId"] = trace;
        }

        return shown;
    }

    private RecordWriter Writer(HubSpotCall call) => call.IsCurrent ? _current : _former;

    private CrmTable Table(HubSpotCall call)
    {
        CrmObjectType type = call.ObjectType;
        call.Require(type.WriteScopes);
        return portal.Table(type);
    }
}
