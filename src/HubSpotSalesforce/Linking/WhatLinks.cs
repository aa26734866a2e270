using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds what a record is about: the company of an account, the deal of an opportunity, the ticket of a case.</summary>
internal sealed class WhatLinks
{
    // Bounds memory: a run over more records asks again for some of them.
    private const int MaxRemembered = 100_000;

    private readonly RecordFinder _finder;
    private readonly (string Prefix, string Type, string? Property)[] _kinds;

    // By 18-character id, as type/id; null for what is not there.
    private readonly Dictionary<string, string?> _known = [];

    public WhatLinks(RecordFinder finder, RecordLinkOptions options)
    {
        _finder = finder;
        _kinds = options.Kinds;
    }

    /// <summary>Returns the record of each id, as <c>type/id</c>; null where it has none.</summary>
    public async Task<Dictionary<string, string?>> FindAsync(string[] whatIds, CancellationToken cancel)
    {
        if (_known.Count > MaxRemembered)
        {
            _known.Clear();
        }

        foreach ((string prefix, string type, string? property) in _kinds)
        {
            string[] ids = [.. whatIds.Where(id => id.StartsWith(prefix, StringComparison.Ordinal) && !_known.ContainsKey(id))];
            ILookup<string, string> found = await _finder.FindAsync(type, property, ids, cancel);

            // Of several records with one id the first made: the others are its copies.
            foreach (string id in ids)
            {
                _known[id] = found[id].Order(IdOrder.Numeric).FirstOrDefault() is { } recordId ? $"{type}/{recordId}" : null;
            }
        }

        return whatIds.ToDictionary(id => id, id => _known.GetValueOrDefault(id));
    }
}
