using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Runs;

/// <summary>Reads the single records of Salesforce that a request names by their keys, live (O26).</summary>
internal sealed class RecordChoice
{
    private readonly RecordSetup? _setup;
    private readonly RunBooks _books;

    /// <summary>Creates a choice.</summary>
    /// <param name="setup">The families that are on; null for none.</param>
    /// <param name="books">The store, which knows the record of a key that does not tell it: what was born in HubSpot, or an email message.</param>
    public RecordChoice(RecordSetup? setup, RunBooks books)
    {
        _setup = setup;
        _books = books;
    }

    /// <summary>Returns the records of these keys, in that order, deleted ones included.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="missed">Told of each key that Salesforce shows no record of; what it throws ends the read.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<Activity[]> ReadAsync(string[] keys, Action<SyncException> missed, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, Pair> pairs = await _books.Store.PairsAsync(keys, cancel);
        (string Key, string Id)[] sought = [.. keys.Select(key => (key, IdOf(key, pairs.GetValueOrDefault(key))))];
        string[] ids = [.. sought.Select(one => one.Id).Where(id => id.Length > 0).Distinct()];
        Dictionary<string, Activity> found = [];
        foreach (RecordReader reader in ids.Length > 0 && _setup is not null ? _setup.Readers.Values : [])
        {
            foreach (Activity row in await reader.ReadAgainAsync(ids, cancel))
            {
                found[row.SourceId] = row;
            }
        }

        foreach ((string key, _) in sought.Where(one => !found.ContainsKey(one.Id)))
        {
            missed(Unknown(key));
        }

        return [.. sought.Select(one => found.GetValueOrDefault(one.Id)).OfType<Activity>()];
    }

    private static string IdOf(string key, Pair? pair)
        => pair?.SalesforceId ?? (ActivityKey.IsOfRecord(key) ? RecordId.Normalize(key[ActivityKey.SalesforcePrefix.Length..]) ?? "" : "");

    private SyncException Unknown(string key)
    {
        string on = _setup is null ? "none" : string.Join(", ", _setup.Families);
        return new SyncException(FaultKind.NotFound, key, $"Salesforce shows no record of '{key}' in the families that are on ({on}). Check the key, or switch its family on.");
    }
}
