using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>One record: text, bool, long, double, day or instant per field, or null.</summary>
internal sealed class Row
{
    private object?[] _values;

    /// <summary>Creates an empty record.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">Its id, of 18 characters.</param>
    public Row(ObjectType type, string id)
        : this(type, id, new object?[type.Fields.Count])
    {
    }

    private Row(ObjectType type, string id, object?[] values)
    {
        Type = type;
        Id = id;
        _values = values;
    }

    /// <summary>Its type.</summary>
    public ObjectType Type { get; }

    /// <summary>Its id, of 18 characters.</summary>
    public string Id { get; }

    /// <summary>Whether it lies in the recycle bin.</summary>
    public bool IsDeleted => this["IsDeleted"] is true;

    /// <summary>What it keeps in a field. Setting is for drafts: records in the store change by <see cref="RecordStore.Replace"/>.</summary>
    public object? this[Field field]
    {
        // A field that was added to the type later than the record has no place in it yet.
        get => field.Type == FieldType.Id ? Id : field.Ordinal < _values.Length ? _values[field.Ordinal] : null;
        set
        {
            if (field.Ordinal >= _values.Length)
            {
                Array.Resize(ref _values, Type.Fields.Count);
            }

            _values[field.Ordinal] = value;
        }
    }

    /// <summary>What it keeps in the field of this name; null when its type has none. Setting such a field does nothing.</summary>
    public object? this[string name]
    {
        get => Type.TryGet(name, out Field? field) ? this[field] : null;
        set
        {
            if (Type.TryGet(name, out Field? field))
            {
                this[field] = value;
            }
        }
    }

    /// <summary>What a field reads as at this time: what is kept, or what follows from it.</summary>
    public object? Read(Field field, DateTimeOffset now)
        => field.Computed is { } compute ? compute(this, now) : this[field] ?? (field.Type == FieldType.Boolean ? false : null);

    /// <summary>A copy to work on.</summary>
    public Row Copy() => new(Type, Id, (object?[])_values.Clone());

    /// <summary>Takes over what a draft keeps.</summary>
    public void Assume(Row draft) => _values = draft._values;
}
