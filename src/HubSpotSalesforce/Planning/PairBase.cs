using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>What both sides of a pair last said, field by field, on its way to what they say next (O6).</summary>
/// <remarks>
/// As a rule both say the same and one value stands for both. Where they never can (a server changed what we wrote, an option has no counterpart,
/// a date is required on one side), HubSpot's stands beside it under a name that no field has.
/// </remarks>
internal sealed class PairBase
{
    private const string HubSpotPrefix = "hubspot:";
    private const string DeletedMark = ":deleted";
    private const string BesideMark = ":beside";
    private const string ShownMark = ":shown";
    private const string KeptMark = ":kept:";

    private readonly Dictionary<string, string?> _values;

    public PairBase(Pair? pair) => _values = pair is null ? [] : new Dictionary<string, string?>(pair.Base);

    /// <summary>Whether its HubSpot activity was deleted because its Salesforce record was.</summary>
    public bool IsDeletedByUs
    {
        get => _values.ContainsKey(DeletedMark);
        set => _ = value ? _values.TryAdd(DeletedMark, "") : _values.Remove(DeletedMark);
    }

    /// <summary>The records the HubSpot activity hangs on by our doing, as <c>type/id</c>; null when that is not known.</summary>
    public string[]? Beside
    {
        get => Names(BesideMark);
        set => SetNames(BesideMark, value);
    }

    /// <summary>What HubSpot was last seen to have in a slot where it has not what the pair remembers, as <c>type/id</c>; null before anybody looked (R57).</summary>
    public string[]? Shown
    {
        get => Names(ShownMark);
        set => SetNames(ShownMark, value);
    }

    /// <summary>Whether it is known what a field last said.</summary>
    public bool Has(string field) => _values.ContainsKey(field);

    /// <summary>What a side last said; null for nothing.</summary>
    public string? Of(Side side, string field)
        => side == Side.HubSpot && _values.TryGetValue(HubSpotPrefix + field, out string? theirs) ? theirs : _values.GetValueOrDefault(field);

    /// <summary>Sets what both sides say from now on.</summary>
    public void Set(string field, string? salesforce, string? hubSpot)
    {
        _values[field] = salesforce;
        if ((salesforce ?? "") == (hubSpot ?? ""))
        {
            _values.Remove(HubSpotPrefix + field);
        }
        else
        {
            _values[HubSpotPrefix + field] = hubSpot;
        }
    }

    /// <summary>Returns the two values of which a person said that both stay, where what both sides say has no place of its own here; null for none.</summary>
    /// <param name="field">The field of an association, or <see cref="RecordDraft.Deletion"/>.</param>
    public (string? Salesforce, string? HubSpot)? Kept(string field)
        => _values.GetValueOrDefault(KeptMark + field)?.Split('|') is [var salesforce, var hubSpot] ? (salesforce, hubSpot) : null;

    /// <summary>Takes what both sides say for what they agreed on: only a later edit of either counts.</summary>
    public void Agree(string field, string? salesforce, string? hubSpot)
    {
        if (field == RecordDraft.Deletion || LinkSlot.All.Any(slot => slot.Field == field))
        {
            _values[KeptMark + field] = $"{salesforce}|{hubSpot}";
        }
        else
        {
            Set(field, salesforce, hubSpot);
        }
    }

    /// <summary>Forgets what a person said of a field whose sides have moved since.</summary>
    public void Release(string field) => _values.Remove(KeptMark + field);

    private string[]? Names(string mark) => _values.GetValueOrDefault(mark)?.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private void SetNames(string mark, string[]? names)
    {
        if (names is null)
        {
            _values.Remove(mark);
        }
        else
        {
            _values[mark] = string.Join(',', names.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>Returns it as a pair keeps it.</summary>
    public IReadOnlyDictionary<string, string?> ToDictionary() => new Dictionary<string, string?>(_values);
}
