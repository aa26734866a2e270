using System.Diagnostics.CodeAnalysis;

namespace HubSpotSalesforce.Simulator.Salesforce.Schema;

/// <summary>One kind of record: its name, the prefix of its ids and its fields.</summary>
internal sealed class ObjectType
{
    private readonly Dictionary<string, Field> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Field> _fields = [];

    /// <summary>Creates a type with these fields, in this order.</summary>
    public ObjectType(string name, string prefix, IEnumerable<Field> fields)
    {
        Name = name;
        Prefix = prefix;
        foreach (Field field in fields)
        {
            Add(field);
        }
    }

    /// <summary>The API name.</summary>
    public string Name { get; }

    /// <summary>The three characters its ids begin with.</summary>
    public string Prefix { get; }

    /// <summary>What people call it.</summary>
    public string Label { get; init; } = "";

    /// <summary>Whether clients may create, update and delete its records.</summary>
    public bool Writable { get; init; } = true;

    /// <summary>Whether it belongs to the Tooling API alone.</summary>
    public bool Tooling { get; init; }

    /// <summary>Its fields, in the order describe gives them.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>The field of this name in any case; throws when there is none.</summary>
    public Field this[string name] => _byName[name];

    /// <summary>Looks a field up by its name in any case.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Field? field) => _byName.TryGetValue(name, out field);

    /// <summary>Takes a field in and returns it with its place.</summary>
    public Field Add(Field field)
    {
        Field placed = field with { Ordinal = _fields.Count };
        _byName.Add(placed.Name, placed);
        _fields.Add(placed);
        return placed;
    }
}
