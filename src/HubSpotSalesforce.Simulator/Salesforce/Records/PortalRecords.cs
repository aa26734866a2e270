using System.Text.Json;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>Records that have always been there: read from files, or put in one by one; and their ages.</summary>
internal sealed class PortalRecords
{
    // What others refer to comes first.
    private static readonly (string File, string Type)[] Files =
    [
        ("users", "User"), ("accounts", "Account"), ("contacts", "Contact"), ("leads", "Lead"), ("opportunities", "Opportunity"),
        ("tasks", "Task"), ("events", "Event"), ("email_messages", "EmailMessage"),
    ];

    private readonly RecordStore _store;

    /// <summary>Creates the way in to a store.</summary>
    public PortalRecords(RecordStore store) => _store = store;

    /// <summary>The latest of the stamps of all records that were not there from the org's first day; null when there is none.</summary>
    public DateTimeOffset? Newest()
    {
        IEnumerable<DateTimeOffset> stamps = Everything()
            .SelectMany(row => new[] { row["CreatedDate"], row["LastModifiedDate"], row["SystemModstamp"] })
            .OfType<DateTimeOffset>()
            .Where(stamp => stamp != OrgFoundation.Day);
        return stamps.Select(stamp => (DateTimeOffset?)stamp).Max();
    }

    /// <summary>Reads the files of a folder, one record per line; absent files are skipped.</summary>
    /// <exception cref="InvalidDataException">A line is no record; the message names file and line.</exception>
    public void Load(string folder)
    {
        foreach ((string file, string type) in Files)
        {
            string path = Path.Combine(folder, file + ".jsonl");
            if (!File.Exists(path))
            {
                continue;
            }

            int number = 0;
            foreach (string line in File.ReadLines(path))
            {
                number++;
                if (line.Length > 0)
                {
                    Read(type, line, $"{path}, line {number}");
                }
            }
        }
    }

    /// <summary>Puts a record in. Fields that the org does not know are left out, missing ones of the server filled.</summary>
    /// <exception cref="InvalidDataException">Its id or a value is not one.</exception>
    public void Insert(string type, JsonObject record)
    {
        ObjectType known = _store.Catalogue.TryGet(type, out ObjectType? found) ? found : throw new InvalidDataException($"There is no object type {type}.");
        string id = record["Id"] is { } given
            ? RecordId.Normalise(given.ToString()) ?? throw new InvalidDataException($"{given} is not a record id.")
            : _store[known].NextId();
        Row row = new(known, id);
        foreach ((string name, JsonNode? node) in record)
        {
            if (known.TryGet(name, out Field? field) && field is { Computed: null, Type: not FieldType.Id })
            {
                row[field] = FieldValue.TryFromJson(field, node, out object? value)
                    ? Full(field, value) : throw new InvalidDataException($"{type}.{name} cannot be {node?.ToJsonString()}.");
            }
        }

        ServerFields.Complete(row, _store);
        if (_store[known].Find(id) is { } before)    // such as the integration user, told in full
        {
            _store.Remove(before);
        }

        _store.Add(row);
        _store.Unit.Settle();
    }

    /// <summary>Moves all days and instants of all records that were not there from the org's first day.</summary>
    public void Shift(TimeSpan by)
    {
        int days = (int)Math.Round(by.TotalDays);
        foreach (Row row in Everything().ToArray())
        {
            Row draft = row.Copy();
            foreach (Field field in row.Type.Fields)
            {
                draft[field] = row[field] switch
                {
                    DateOnly day => day.AddDays(days),
                    DateTimeOffset instant when instant != OrgFoundation.Day => FieldValue.Seconds(instant + by),
                    var other => other,
                };
            }

            _store.Replace(row, draft);
            _store.Unit.Settle();
        }
    }

    private IEnumerable<Row> Everything() => _store.Catalogue.Types.SelectMany(type => _store[type].Rows);

    private void Read(string type, string line, string place)
    {
        try
        {
            Insert(type, JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException("It is not an object."));
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{place}: {trouble.Message}", trouble);
        }
    }

    private static object? Full(Field field, object? value) => field.IsId && value is string id ? RecordId.Normalise(id) ?? id : value;
}
