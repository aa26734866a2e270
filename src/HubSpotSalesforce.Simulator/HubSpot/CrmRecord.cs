namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>A CRM record as it stood after one write. Immutable: a write makes a new one.</summary>
internal sealed record CrmRecord(CrmObjectType Type, long Id)
{
    /// <summary>No earlier values.</summary>
    public static readonly IReadOnlyDictionary<string, PropertyVersion[]> NoHistory = new Dictionary<string, PropertyVersion[]>();

    /// <summary>The values; a name that is missing has none.</summary>
    public required IReadOnlyDictionary<string, string?> Properties { get; init; }

    /// <summary>Versions by property, newest first, where they are known; the others have one since the record's creation.</summary>
    public IReadOnlyDictionary<string, PropertyVersion[]> History { get; init; } = NoHistory;

    /// <summary>When it was created, in epoch milliseconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it was last changed, in epoch milliseconds.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>When it went to the recycle bin; null for a live record.</summary>
    public long? ArchivedAt { get; init; }

    /// <summary>Whether it is in the recycle bin.</summary>
    public bool IsArchived => ArchivedAt is not null;

    /// <summary>When this state was written while the simulator ran, for the search index that lags; 0 for what was loaded.</summary>
    public long WrittenAt { get; init; }

    /// <summary>The state before that write; null for a new record and when the index does not lag.</summary>
    public CrmRecord? Earlier { get; init; }

    /// <summary>A value, or null.</summary>
    public string? Value(string property) => Properties.GetValueOrDefault(property);

    /// <summary>The versions of a property, newest first; none for a property that never had a value.</summary>
    public IReadOnlyList<PropertyVersion> Versions(string property)
    {
        if (History.TryGetValue(property, out PropertyVersion[]? versions))
        {
            return versions;
        }

        // The ids that HubSpot's Salesforce integration writes are stamped as old as the contact when nothing else is known.
        string source = property.StartsWith("salesforce", StringComparison.Ordinal) ? "SALESFORCE" : "CRM_UI";
        return Value(property) is { Length: > 0 } value ? [new PropertyVersion(value, CreatedAt, source)] : [];
    }

    /// <summary>The record with some values changed; a new version of each goes on top of its history.</summary>
    /// <param name="values">Values by property; null clears. Those that are as they were leave no version.</param>
    /// <param name="at">When, in epoch milliseconds: the new date of the last change too.</param>
    /// <param name="source">Who changes it, as the history names them.</param>
    /// <param name="sourceId">Which of those, or null.</param>
    public CrmRecord Change(IEnumerable<KeyValuePair<string, string?>> values, long at, string source, string? sourceId = null)
    {
        Dictionary<string, string?> properties = new(Properties, StringComparer.Ordinal);
        Dictionary<string, PropertyVersion[]> history = new(History, StringComparer.Ordinal);
        foreach ((string name, string? value) in values)
        {
            if (Value(name) != value)
            {
                properties[name] = value;
                history[name] = [new PropertyVersion(value ?? "", at, source, sourceId), .. Versions(name)];
            }
        }

        properties[Type.LastModified] = PortalTime.Format(at);
        return this with { Properties = properties, History = history, UpdatedAt = at };
    }

    /// <summary>The state a search index sees that runs behind by some milliseconds; null when the record is too new for it.</summary>
    public CrmRecord? SeenAt(long indexedUntil)
    {
        CrmRecord? state = this;
        while (state is not null && state.WrittenAt > indexedUntil)
        {
            state = state.Earlier;
        }

        return state;
    }
}
