using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>The records of one type, in the order they came, with their indexes.</summary>
internal sealed class Table
{
    private readonly List<Row> _rows = [];
    private readonly Dictionary<string, Row> _byId = new(StringComparer.Ordinal);
    private readonly List<(Field Field, ValueIndex Index)> _indexes = [];
    private long _made;

    /// <summary>Creates an empty table.</summary>
    public Table(ObjectType type)
    {
        Type = type;
        foreach (Field field in type.Fields.Where(field => field.Indexed && field.Type != FieldType.Id))
        {
            AddIndex(field, new ValueIndex(field.CaseSensitive));
        }
    }

    /// <summary>The type of its records.</summary>
    public ObjectType Type { get; }

    /// <summary>All records, deleted ones too, in the order they came.</summary>
    public IReadOnlyList<Row> Rows => _rows;

    /// <summary>The record of this id (18 characters), deleted or not, or null.</summary>
    public Row? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>An id that no record has yet.</summary>
    public string NextId()
    {
        string id;
        do
        {
            id = RecordId.Make(Type.Prefix, ++_made);
        }
        while (_byId.ContainsKey(id));

        return id;
    }

    /// <summary>The index of a field, or null when it has none.</summary>
    public ValueIndex? IndexOf(Field field)
    {
        foreach ((Field indexed, ValueIndex index) in _indexes)
        {
            if (indexed.Ordinal == field.Ordinal)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>Indexes a field from now on; the index may be shared with another table.</summary>
    public void AddIndex(Field field, ValueIndex index)
    {
        _indexes.Add((field, index));
        foreach (Row row in _rows)
        {
            index.Add(row[field], row);
        }
    }

    /// <summary>Adds a record.</summary>
    public void Add(Row row)
    {
        _byId.Add(row.Id, row);
        _rows.Add(row);
        foreach ((Field field, ValueIndex index) in _indexes)
        {
            index.Add(row[field], row);
        }
    }

    /// <summary>Takes a record out, as if it had never been.</summary>
    public void Remove(Row row)
    {
        _byId.Remove(row.Id);
        _rows.RemoveAt(_rows.LastIndexOf(row));
        foreach ((Field field, ValueIndex index) in _indexes)
        {
            index.Remove(row[field], row);
        }
    }

    /// <summary>Lets a record take over what a draft of it keeps.</summary>
    public void Replace(Row row, Row draft)
    {
        foreach ((Field field, ValueIndex index) in _indexes)
        {
            if (!Equals(row[field], draft[field]))
            {
                index.Remove(row[field], row);
                index.Add(draft[field], row);
            }
        }

        row.Assume(draft);
    }
}
