using System.Collections;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>The fields of a standard object, written down in describe's order.</summary>
internal sealed class FieldList : IEnumerable<Field>
{
    private readonly List<Field> _fields = [];

    /// <summary>Adds a field as it is.</summary>
    public void Add(Field field) => _fields.Add(field);

    /// <summary>Adds all fields of another list.</summary>
    public void Add(IEnumerable<Field> fields) => _fields.AddRange(fields);

    /// <inheritdoc/>
    public IEnumerator<Field> GetEnumerator() => _fields.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line of text.</summary>
    public static Field Text(string name, int length, string? label = null)
        => new(name, FieldType.String) { Length = length, Label = label ?? name };

    /// <summary>A line of text that every record must have.</summary>
    public static Field Required(string name, int length, string? label = null)
        => Text(name, length, label) with { Nillable = false };

    /// <summary>A picklist; a value with a star in front is the default.</summary>
    public static Field Picklist(string name, int length, string label, params string[] values)
    {
        PicklistValue[] list = [.. values.Select(value => new PicklistValue(value.TrimStart('*'), value.StartsWith('*')))];
        string? byDefault = list.FirstOrDefault(value => value.IsDefault)?.Value;
        return new Field(name, FieldType.Picklist)
        {
            Length = length,
            Label = label,
            Values = list,
            DefaultedOnCreate = byDefault is not null,
            Default = byDefault,
        };
    }

    /// <summary>True or false, false unless given.</summary>
    public static Field Flag(string name, bool byDefault = false)
        => new(name, FieldType.Boolean) { Nillable = false, DefaultedOnCreate = true, Default = byDefault };

    /// <summary>An instant.</summary>
    public static Field Instant(string name) => new(name, FieldType.Datetime);

    /// <summary>A reference to records of one type, which queries follow by this relationship.</summary>
    public static Field Reference(string name, string relationship, string type, string? label = null)
        => new(name, FieldType.Reference) { Length = 18, Relationship = relationship, ReferenceTo = [type], Label = label ?? name };

    /// <summary>A reference to records of several types, which queries follow to <c>Name</c>.</summary>
    public static Field AnyOf(string name, string relationship, string label, params string[] types)
        => new(name, FieldType.Reference) { Length = 18, Relationship = relationship, ReferenceTo = types, Polymorphic = true, Label = label };

    /// <summary>The owner: a user, by default the caller.</summary>
    public static Field Owner()
        => Reference("OwnerId", "Owner", "User", "Owner ID") with { Nillable = false, DefaultedOnCreate = true };

    /// <summary>The owner of what queues may own too: queries follow it to <c>Name</c>.</summary>
    public static Field OwnerOfAny(string label)
        => AnyOf("OwnerId", "Owner", label, "User", "Group") with { Nillable = false, DefaultedOnCreate = true };

    /// <summary>The field, but set by the server alone.</summary>
    public static Field Server(Field field)
        => field with { Createable = false, Updateable = false, DefaultedOnCreate = field.Type == FieldType.Boolean };

    /// <summary>The field, but worked out whenever it is read.</summary>
    public static Field Computed(Field field, Func<Row, DateTimeOffset, object?> value) => Server(field) with { Computed = value };

    /// <summary>The record's id.</summary>
    public static Field Id { get; } = new("Id", FieldType.Id)
    {
        Length = 18, Createable = false, Updateable = false, Nillable = false, DefaultedOnCreate = true, IdLookup = true, Indexed = true,
    };

    /// <summary>Who made and last changed a record, and when.</summary>
    public static IEnumerable<Field> Audit { get; } =
    [
        Stamp("CreatedDate"),
        Author("CreatedById", "CreatedBy"),
        Stamp("LastModifiedDate"),
        Author("LastModifiedById", "LastModifiedBy"),
        Stamp("SystemModstamp"),
    ];

    /// <summary>Whether a record lies in the recycle bin.</summary>
    public static Field IsDeleted { get; } = Server(Flag("IsDeleted"));

    private static Field Stamp(string name) => Server(Instant(name)) with { Nillable = false, DefaultedOnCreate = true };

    private static Field Author(string name, string relationship)
        => Server(Reference(name, relationship, "User")) with { Nillable = false, DefaultedOnCreate = true };
}
