using System.Runtime.CompilerServices;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>One field of an object type, as describe tells it.</summary>
/// <param name="Name">The API name.</param>
/// <param name="Type">What it holds.</param>
internal sealed record Field(string Name, FieldType Type)
{
    /// <summary>Where rows of its object type keep it; set when the type takes the field in.</summary>
    public int Ordinal { get; init; } = -1;

    /// <summary>What people see; error messages speak of the field by it.</summary>
    public string Label { get; init; } = Name;

    /// <summary>The most characters it takes; for whole numbers the most digits; 0 where there is no such bound.</summary>
    public int Length { get; init; }

    /// <summary>Whether a client may give it on create.</summary>
    public bool Createable { get; init; } = true;

    /// <summary>Whether a client may give it on update.</summary>
    public bool Updateable { get; init; } = true;

    /// <summary>Whether it may be empty.</summary>
    public bool Nillable { get; init; } = true;

    /// <summary>Whether the server fills it when a create leaves it out.</summary>
    public bool DefaultedOnCreate { get; init; }

    /// <summary>What the server fills in; null when that depends on the record or the caller.</summary>
    public object? Default { get; init; }

    /// <summary>Whether upserts may find records by it.</summary>
    public bool ExternalId { get; init; }

    /// <summary>Whether the server keeps an index of it for look-ups by clients.</summary>
    public bool IdLookup { get; init; }

    /// <summary>Whether no two live records may hold one value.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether values that differ in case differ.</summary>
    public bool CaseSensitive { get; init; }

    /// <summary>Whether queries by it are index look-ups.</summary>
    public bool Indexed { get; init; }

    /// <summary>Whether only the listed values are taken.</summary>
    public bool Restricted { get; init; }

    /// <summary>The values of a picklist, in order; empty for other types.</summary>
    public IReadOnlyList<PicklistValue> Values { get; init; } = [];

    /// <summary>The object types a reference may point to; empty for other types.</summary>
    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    /// <summary>The name by which queries follow a reference; null where they cannot.</summary>
    public string? Relationship { get; init; }

    /// <summary>Whether the relationship leads to the <c>Name</c> object, which speaks for several types.</summary>
    public bool Polymorphic { get; init; }

    /// <summary>Whether an administrator made it.</summary>
    public bool Custom { get; init; }

    /// <summary>How the value follows from the record and the time it is read at; null for a field that is kept.</summary>
    public Func<Row, DateTimeOffset, object?>? Computed { get; init; }

    /// <summary>Whether it is text, and so compared and sorted as text.</summary>
    public bool IsText => Type is not (FieldType.Boolean or FieldType.Int or FieldType.Double or FieldType.Date or FieldType.Datetime);

    /// <summary>Whether it holds an id.</summary>
    public bool IsId => Type is FieldType.Id or FieldType.Reference;

    /// <summary>Whether it may stand in WHERE, ORDER BY and GROUP BY.</summary>
    // Long text cannot: [SOQL] SOQL and SOSL Reference, field types, read 2026-11-21.
    public bool Filterable => Type != FieldType.Textarea;

    /// <summary>A field is itself alone, however alike another is.</summary>
    public bool Equals(Field? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
