using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>One record of a collection, and what became of it.</summary>
internal sealed class CollectionRow
{
    private readonly Func<(string Id, bool? Created)> _write;
    private RowRefusal? _refusal;
    private string? _id;
    private bool? _created;

    /// <summary>Creates a row that is written like this: returns the id, and for upserts whether the record is new.</summary>
    public CollectionRow(Func<(string Id, bool? Created)> write) => _write = write;

    /// <summary>Writes all rows in order and tells what became of each.</summary>
    public static JsonArray RunAll(CollectionRow[] rows, bool allOrNone, WriteUnit unit)
    {
        int start = unit.Mark;
        foreach (CollectionRow row in rows)
        {
            row.Run();
        }

        if (rows.Select(row => row._refusal).FirstOrDefault(refusal => refusal is { IsOfAll: true }) is { } thrown)
        {
            unit.GoBack(start);
            foreach (CollectionRow row in rows.Where(row => row._refusal is null))
            {
                row._refusal = thrown;
            }
        }

        if (allOrNone && rows.Any(row => row._refusal is not null))
        {
            unit.GoBack(start);
            foreach (CollectionRow row in rows)
            {
                row._refusal ??= new RowRefusal(
                    "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                    "Record rolled back because not all records were valid and the request was using AllOrNone header");
            }
        }

        return new JsonArray([.. rows.Select(row => row.Outcome())]);
    }

    private void Run()
    {
        try
        {
            (_id, _created) = _write();
        }
        catch (RowRefusal refusal)
        {
            _refusal = refusal;
        }
    }

    // Rows say statusCode where whole requests say errorCode.
    private JsonObject Outcome()
    {
        if (_refusal is not null)
        {
            return new JsonObject
            {
                ["success"] = false,
                ["errors"] = new JsonArray(new JsonObject
                {
                    ["statusCode"] = _refusal.Code,
                    ["message"] = _refusal.Message,
                    ["fields"] = new JsonArray([.. _refusal.Fields.Select(field => JsonValue.Create(field))]),
                }),
            };
        }

        JsonObject saved = new() { ["id"] = _id, ["success"] = true, ["errors"] = new JsonArray() };
        if (_created is { } created)
        {
            saved["created"] = created;
        }

        return saved;
    }
}
