using HubSpotSalesforce.Planning;

namespace HubSpotSalesforce.Tests.Planning;

/// <summary>What both sides must say in the end, told without plans, keys or conversions: the reference that the plan is held against.</summary>
internal sealed class MergeModel(ConflictRule rule, bool deletes)
{
    private readonly List<Item> _items = [];

    private sealed class Item
    {
        public string?[] S = [], H = [], Agreed = [];    // what each side says, and what both said last
        public string?[]? Sent;                          // what both would say, had the run not died before it knew
        public bool IsMade, IsSentToS, SDeleted, HDeleted, HDeletedByUser;
        public int SAt, HAt;
    }

    public void Make(string? value, int at) => _items.Add(new Item { S = [value, value, value], SAt = at });

    public void EditSalesforce(int item, int field, string? value, int at)
    {
        if (_items[item] is { SDeleted: false } it)
        {
            (it.S[field], it.SAt) = (value, at);
        }
    }

    public void EditHubSpot(int item, int field, string? value, int at)
    {
        if (_items[item] is { IsMade: true, HDeleted: false } it)
        {
            (it.H[field], it.HAt) = (value, at);
        }
    }

    public void DeleteSalesforce(int item, int at) => (_items[item].SDeleted, _items[item].SAt) = (true, at);

    public void RestoreSalesforce(int item, int at) => (_items[item].SDeleted, _items[item].SAt) = (false, at);

    public void DeleteHubSpot(int item) => _items[item].HDeleted |= _items[item].HDeletedByUser |= _items[item] is { IsMade: true, HDeleted: false };

    public (string?[] S, string?[]? H) See(int item) => (_items[item].S, _items[item] is { IsMade: true, HDeleted: false } ? _items[item].H : null);

    /// <summary>Both passes; a run that dies does so at its first write, which arrived.</summary>
    public void Run(int at, bool dies)
    {
        foreach (Item it in _items.Where(it => it.Sent is not null))
        {
            string?[] there = it.IsSentToS ? it.S : it.H;
            it.Agreed = [.. it.Agreed.Select((old, field) => there[field] == it.Sent![field] ? it.Sent[field] : old)];
            it.Sent = null;
        }

        _ = _items.Any(it => ToHubSpot(it, at, dies) && dies) || _items.Any(it => Merge(it, at, dies, toS: true) && dies);
    }

    private bool ToHubSpot(Item it, int at, bool dies)
    {
        if (it.HDeletedByUser || it.SDeleted)
        {
            bool isEdited = it.IsMade && Enumerable.Range(0, 3).Any(field => it.H[field] != it.Agreed[field] && it.H[field] != it.S[field]);
            bool goes = deletes && !it.HDeletedByUser && it is { IsMade: true, HDeleted: false } && (!isEdited || SWins(it));
            it.HDeleted |= goes;
            return goes;
        }

        if (it.IsMade && !it.HDeleted)
        {
            return Merge(it, at, dies, toS: false);
        }

        (it.H, it.Agreed, it.HAt, it.IsMade, it.HDeleted) = ([.. it.S], [.. it.S], at, true, false);
        return true;
    }

    private bool SWins(Item it) => rule == ConflictRule.Salesforce || (rule == ConflictRule.Newest && it.SAt >= it.HAt);

    private bool Merge(Item it, int at, bool dies, bool toS)
    {
        if (!it.IsMade || it.HDeleted || it.SDeleted)
        {
            return false;
        }

        (string?[] from, string?[] to, bool wins) = toS ? (it.H, it.S, !SWins(it) && rule != ConflictRule.Manual) : (it.S, it.H, SWins(it));
        bool[] goes = [.. from.Select((value, field) => value != to[field] && value != it.Agreed[field] && (wins || to[field] == it.Agreed[field]))];
        string?[] agreed = [.. it.Agreed.Select((old, field) => goes[field] || from[field] == to[field] ? from[field] : old)];
        foreach (int field in Enumerable.Range(0, 3).Where(field => goes[field]))
        {
            to[field] = from[field];
        }

        bool isWritten = goes.Contains(true);
        (it.HAt, it.SAt) = (isWritten && !toS ? at : it.HAt, isWritten && toS ? at : it.SAt);
        (it.Agreed, it.Sent, it.IsSentToS) = isWritten && dies ? (it.Agreed, agreed, toS) : (agreed, null, toS);
        return isWritten;
    }
}
