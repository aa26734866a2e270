using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>One of the two places by which a record of Salesforce hangs on others, and the HubSpot records that stand for it (R57).</summary>
/// <param name="Field">The Salesforce field.</param>
/// <param name="Types">The types of HubSpot records, the more telling first: who works on an opportunity works for its account.</param>
internal sealed record LinkSlot(string Field, string[] Types)
{
    /// <summary>The lead or contact.</summary>
    public static readonly LinkSlot Who = new(TaskField.WhoId, ["contacts"]);

    /// <summary>The opportunity, case or account.</summary>
    public static readonly LinkSlot What = new(TaskField.WhatId, ["deals", "tickets", "companies"]);

    /// <summary>Both.</summary>
    public static readonly LinkSlot[] All = [Who, What];

    /// <summary>Returns those of some records that stand in this slot.</summary>
    public string[] Of(IEnumerable<string>? names) => [.. (names ?? []).Where(name => Rank(name) >= 0)];

    /// <summary>Returns the one of the records that a pair remembers; null for none.</summary>
    public string? OneOf(IEnumerable<string>? names) => Of(names).FirstOrDefault();

    /// <summary>Returns the id that a record of Salesforce has here; null for none.</summary>
    public string? IdOf(Activity row) => this == Who ? row.WhoId : row.WhatId;

    /// <summary>Whether HubSpot shows something else in this slot than the pair has seen.</summary>
    public bool IsMoved(PairBase known, IEnumerable<string> beside)
    {
        string[] now = Of(beside);
        return !(OneOf(known.Beside) is { } held && now.Contains(held)) && (known.Shown is null || !now.ToHashSet().SetEquals(Of(known.Shown)));
    }

    /// <summary>Chooses one of several records: a contact as the way to Salesforce does (R26, R27), else one of the type there was before, then the most telling, then the first made.</summary>
    /// <param name="records">The records, all of them linked to something in Salesforce.</param>
    /// <param name="before">What stood here before, as <c>type/id</c>; null for nothing.</param>
    /// <param name="zone">The zone in which a day begins and ends.</param>
    public BesideRecord? Choose(IReadOnlyCollection<BesideRecord> records, string? before, TimeZoneInfo zone)
    {
        if (this == Who)
        {
            ContactLink? newest = ContactChoice.Newest(records.Select(record => record.Contact).OfType<ContactLink>(), zone);
            return records.FirstOrDefault(record => newest is not null && record.Contact?.ObjectId == newest.ObjectId);
        }

        return records
            .OrderBy(record => before is null || Rank(record.Name) != Rank(before))
            .ThenBy(record => Rank(record.Name))
            .ThenBy(record => record.Name.Length)
            .ThenBy(record => record.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private int Rank(string name) => Array.FindIndex(Types, type => name.StartsWith(type + '/', StringComparison.Ordinal));
}
