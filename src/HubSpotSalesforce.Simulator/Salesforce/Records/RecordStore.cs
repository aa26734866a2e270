using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>All records of the org. For one caller at a time.</summary>
internal sealed class RecordStore
{
    // [Help] keeps deleted records for 15 days in the recycle bin, then they vanish, read 2026-11-21.
    private static readonly TimeSpan BinAge = TimeSpan.FromDays(15);

    private readonly Dictionary<string, Table> _tables;
    private readonly TimeProvider _clock;

    /// <summary>Creates an empty store for all types of a catalogue.</summary>
    public RecordStore(Catalogue catalogue, TimeProvider clock)
    {
        Catalogue = catalogue;
        _clock = clock;
        _tables = catalogue.Types.ToDictionary(type => type.Name, type => new Table(type), StringComparer.Ordinal);
    }

    /// <summary>The types.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The time of writes and reads, in whole seconds.</summary>
    public DateTimeOffset Now => FieldValue.Seconds(_clock.GetUtcNow());

    /// <summary>The writes that are not yet settled.</summary>
    public WriteUnit Unit { get; } = new();

    /// <summary>The table of a type.</summary>
    public Table this[ObjectType type] => _tables[type.Name];

    /// <summary>The table of the type of this name.</summary>
    public Table this[string type] => _tables[type];

    /// <summary>The record of this id (18 characters) of any type, deleted or not, or null.</summary>
    public Row? Find(object? id) => id is string text && Catalogue.OfId(text) is { } type ? this[type].Find(text) : null;

    /// <summary>Whether a deleted record has left the recycle bin, and so is seen by nobody.</summary>
    public bool IsGone(Row row) => row.IsDeleted && row["SystemModstamp"] is DateTimeOffset deleted && deleted <= Now - BinAge;

    /// <summary>Adds a record.</summary>
    public void Add(Row row)
    {
        Table table = this[row.Type];
        table.Add(row);
        Unit.Did(() => table.Remove(row));
    }

    /// <summary>Takes a record out for good.</summary>
    public void Remove(Row row)
    {
        Table table = this[row.Type];
        table.Remove(row);
        Unit.Did(() => table.Add(row));
    }

    /// <summary>Lets a record take over what a draft of it keeps.</summary>
    public void Replace(Row row, Row draft)
    {
        Table table = this[row.Type];
        Row before = row.Copy();
        table.Replace(row, draft);
        Unit.Did(() => table.Replace(row, before));
    }

    /// <summary>Gives all types that bear a custom field the field, and one index for all of them if clients look records up by it.</summary>
    public void AddField(string definedOn, Field field)
    {
        ValueIndex? shared = field.ExternalId || field.Unique ? new ValueIndex(field.CaseSensitive) : null;
        foreach (ObjectType type in Catalogue.Bearers(definedOn))
        {
            Field placed = type.Add(field);
            if (shared is not null)
            {
                this[type].AddIndex(placed, shared);
            }
        }
    }
}
