using System.Globalization;
using System.Runtime.InteropServices;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>All records of one type, archived ones too, and the definitions of their properties.</summary>
internal sealed class CrmTable
{
    private readonly Dictionary<long, CrmRecord> _byId = [];
    private readonly List<CrmRecord> _ordered = [];
    private readonly Dictionary<string, long> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, long> _survivors = [];
    private bool _isOrdered = true;

    /// <summary>Creates an empty table with HubSpot's own properties.</summary>
    public CrmTable(CrmObjectType type)
    {
        Type = type;
        Definitions = StandardProperties.Of(type).Select(property => property with { Group = type.PropertyGroup })
            .ToDictionary(property => property.Name, StringComparer.Ordinal);
        Groups = new(StringComparer.Ordinal) { [type.PropertyGroup] = $"{type.Singular} information" };
    }

    /// <summary>The type of the records.</summary>
    public CrmObjectType Type { get; }

    /// <summary>The properties records may have, by name.</summary>
    public Dictionary<string, CrmProperty> Definitions { get; }

    /// <summary>The groups of properties, by name, with their labels.</summary>
    public SortedDictionary<string, string> Groups { get; }

    /// <summary>All records by ascending id.</summary>
    public ReadOnlySpan<CrmRecord> Records
    {
        get
        {
            if (!_isOrdered)
            {
                _ordered.Sort(static (left, right) => left.Id.CompareTo(right.Id));
                _isOrdered = true;
            }

            return CollectionsMarshal.AsSpan(_ordered);
        }
    }

    /// <summary>An id no record has yet, above all others.</summary>
    public long NextId => Records is [.., CrmRecord last] ? last.Id + 1 : 1001;

    /// <summary>The position of the first record whose id is at least this one.</summary>
    public int PositionOf(long id)
    {
        ReadOnlySpan<CrmRecord> records = Records;
        int low = 0;
        for (int high = records.Length; low < high;)
        {
            int middle = (low + high) / 2;
            (low, high) = records[middle].Id < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Finds a record by id; an id that was merged away finds the survivor. Null when there is none.</summary>
    public CrmRecord? Find(long id)
        => _byId.GetValueOrDefault(SurvivorOf(id));

    // Who was merged twice is followed twice.
    private long SurvivorOf(long id)
    {
        while (_survivors.TryGetValue(id, out long survivor) && survivor != id)
        {
            id = survivor;
        }

        return id;
    }

    /// <summary>Finds a record by the value of a unique property; null when there is none.</summary>
    /// <exception cref="HubSpotRefusal">400 for a property that is not unique.</exception>
    public CrmRecord? Find(string? idProperty, string value)
    {
        if (idProperty is null or "hs_object_id")
        {
            return long.TryParse(value, out long id) ? Find(id) : null;
        }

        if (!Definitions.TryGetValue(idProperty, out CrmProperty? property) || !property.IsUnique)
        {
            throw HubSpotRefusal.Invalid($"Property \"{idProperty}\" does not exist or is not a unique identifier");
        }

        // Only the primary address finds a contact: that hs_additional_emails does is not documented.
        return idProperty == "email" && Type.Name == "contacts"
            ? _byId.GetValueOrDefault(_byEmail.GetValueOrDefault(value, -1))
            : _ordered.Find(record => record.Value(idProperty) == value);
    }

    /// <summary>Inserts a record or replaces the one with its id.</summary>
    public void Put(CrmRecord record)
    {
        if (_byId.TryGetValue(record.Id, out CrmRecord? former))
        {
            ForgetEmail(former);
            _ordered[PositionOf(former.Id)] = record;
        }
        else
        {
            _isOrdered &= _ordered is [] || _ordered[^1].Id < record.Id;
            _ordered.Add(record);
        }

        _byId[record.Id] = record;
        if (!record.IsArchived && record.Value("email") is { Length: > 0 } email)
        {
            _byEmail[email] = record.Id;
        }

        foreach (string merged in (record.Value("hs_merged_object_ids") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            _survivors[long.Parse(merged, CultureInfo.InvariantCulture)] = record.Id;
        }
    }

    /// <summary>Takes a record away for good.</summary>
    public void Remove(CrmRecord record)
    {
        _ordered.RemoveAt(PositionOf(record.Id));
        _byId.Remove(record.Id);
        ForgetEmail(record);
    }

    private void ForgetEmail(CrmRecord record)
    {
        if (record.Value("email") is { Length: > 0 } email && _byEmail.GetValueOrDefault(email) == record.Id)
        {
            _byEmail.Remove(email);
        }
    }
}
