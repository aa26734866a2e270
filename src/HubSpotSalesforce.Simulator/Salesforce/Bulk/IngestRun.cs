using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Endpoints;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Bulk;

/// <summary>Writes the rows of a job, 200 at a time.</summary>
/// <remarks>[BulkDoc], read 2026-11-21: an empty cell leaves a field alone, #N/A clears it.</remarks>
internal sealed class IngestRun
{
    private const int ChunkRows = 200;

    private readonly IngestJob _job;
    private readonly RecordWriter _writer;
    private readonly UserView _user;

    /// <summary>Creates a run of a job.</summary>
    public IngestRun(IngestJob job, RecordWriter writer, UserView user)
    {
        _job = job;
        _writer = writer;
        _user = user;
    }

    /// <summary>Writes all rows. A file that cannot be read to its end fails the job; the rows before stand.</summary>
    public void Write()
    {
        _job.Outcome = IngestState.JobComplete;
        _writer.Locks.RowsHeld = _job.RowsHeld;
        List<string[]> chunk = [];
        int tried = 0;
        try
        {
            foreach (CsvRow row in new CsvText(_job.File!, _job.Delimiter, _job.NewLine).Rows())
            {
                if (_job.Columns.Length == 0)
                {
                    TakeHeader(row.Cells);
                }
                else if (tried++ >= _job.FailsAfter)
                {
                    _job.Untried.Add(row.Cells);
                }
                else if (row.Error is { } error || row.Cells.Length != _job.Columns.Length)
                {
                    _job.Failures.Add(("", row.Error ?? "INVALID_CSV:the number of cells is not that of the header:--", row.Cells));
                }
                else
                {
                    chunk.Add(row.Cells);
                }

                if (chunk.Count == ChunkRows)
                {
                    Write(chunk);
                }
            }

            Write(chunk);
            if (_job.Untried.Count > 0)
            {
                Fail("InternalServerError : An unexpected error occurred. The job gave up.");
            }
        }
        catch (InvalidDataException trouble)
        {
            Fail(trouble.Message);
            _job.Untried.AddRange(chunk);
        }

        _writer.Locks.RowsHeld = 0;
        _job.File = null;
    }

    private void Fail(string trouble) => (_job.Trouble, _job.Outcome) = (trouble, IngestState.Failed);

    private void TakeHeader(string[] columns)
    {
        string? unknown = columns.FirstOrDefault(name => !_user.TryGet(_job.Type, name, out _));
        _job.Columns = unknown is null ? columns : throw new InvalidDataException($"InvalidBatch : Field name not found : {unknown}");
        if (_job.Key is { } key && !columns.Contains(key.Name, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"InvalidBatch : Field name not found : {key.Name}");
        }

        if (_job.Operation == "delete" && columns is not ["Id"])
        {
            throw new InvalidDataException("InvalidBatch : The 'delete' batch must contain only ids");
        }
    }

    private void Write(List<string[]> chunk)
    {
        JsonObject[] records = [.. chunk.Select(Record)];
        HashSet<string> repeated = _job.Key is { } key
            ? records.Select(record => (string?)record[key.Name]).OfType<string>()
                .GroupBy(value => value, key.CaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Count() > 1).SelectMany(same => same).ToHashSet(StringComparer.Ordinal)
            : [];
        int start = _writer.Unit.Mark;
        int written = _job.Written.Count;
        RowRefusal? thrown = null;
        foreach ((JsonObject record, string[] cells) in records.Zip(chunk))
        {
            try
            {
                (string id, bool created) = Write(record, repeated);
                _job.Written.Add((id, created, cells));
            }
            catch (RowRefusal refusal)
            {
                thrown ??= refusal.IsOfAll ? refusal : null;
                Fail(record, refusal.Code, refusal.Message, refusal.Fields, cells);
            }
            catch (ApiFault fault)    // a value of another type than its field
            {
                Fail(record, "INVALID_TYPE_ON_FIELD_IN_RECORD", fault.Message, fault.Fields, cells);
            }
        }

        if (thrown is not null)
        {
            TakeBack(start, written, thrown);
        }

        chunk.Clear();
    }

    // A chunk is one transaction of triggers.
    private void TakeBack(int start, int written, RowRefusal thrown)
    {
        _writer.Unit.GoBack(start);
        foreach ((_, _, string[] cells) in _job.Written.Skip(written))
        {
            _job.Failures.Add(("", $"{thrown.Code}:{thrown.Message}:--", cells));
        }

        _job.Written.RemoveRange(written, _job.Written.Count - written);
    }

    private void Fail(JsonObject record, string code, string message, string[] fields, string[] cells)
        => _job.Failures.Add(((string?)record["Id"] ?? "", $"{code}:{message}:{string.Join(",", fields)} --", cells));

    private (string Id, bool Created) Write(JsonObject record, HashSet<string> repeated)
    {
        string id = (string?)record["Id"] ?? "";
        switch (_job.Operation)
        {
            case "insert":
                return (_writer.Create(_job.Type, record, _user), true);
            case "delete":
                _writer.Delete(_job.Type, id, _user);
                return (RecordId.Normalise(id)!, false);
            case "update":
                _writer.Update(_job.Type, id, record, _user);
                return (RecordId.Normalise(id)!, false);
        }

        Field key = _job.Key!;
        string value = (string?)record[key.Name] ?? throw new RowRefusal("MISSING_ARGUMENT", $"{key.Name} not specified", key.Name);
        if (repeated.Contains(value))
        {
            throw new RowRefusal("DUPLICATE_VALUE", $"Duplicate external id specified: {value}", key.Name);
        }

        record.Remove(key.Name);
        return _writer.Upsert(_job.Type, key, value, record, _user);
    }

    private JsonObject Record(string[] cells)
    {
        JsonObject record = new();
        foreach ((string name, string cell) in _job.Columns.Zip(cells))
        {
            Field field = _job.Type[name];
            if (cell.Length > 0)
            {
                record[field.Name] = cell == "#N/A" ? null : Value(field, cell);
            }
        }

        return record;
    }

    private static JsonValue Value(Field field, string cell) => field.Type switch
    {
        FieldType.Boolean when cell.ToUpperInvariant() is "TRUE" or "1" => JsonValue.Create(true),
        FieldType.Boolean when cell.ToUpperInvariant() is "FALSE" or "0" => JsonValue.Create(false),
        FieldType.Int when long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => JsonValue.Create(number),
        FieldType.Double when double.TryParse(cell, CultureInfo.InvariantCulture, out double number) => JsonValue.Create(number),
        _ => JsonValue.Create(cell),
    };
}
