using Dapper;
using HubSpotSalesforce.Activities;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The records that activities had before, and that were deleted, in a store's file.</summary>
internal static class SqliteFormers
{
    /// <summary>Keeps the records of those pairs that are gone, before another takes their place; other keys are ignored.</summary>
    public static void Keep(SqliteConnection connection, IEnumerable<string> keys)
        => connection.Execute(
            "insert or ignore into formers (key, recordId) select key, iif(substr(key, 1, length(@prefix)) = @prefix, hubSpotId, salesforceId) from pairs where isGone and key in (select value from json_each(@keys))",
            new { prefix = ActivityKey.SalesforcePrefix, keys = JsonColumn.Write(keys) });

    /// <summary>Tells each create which records its activity had before.</summary>
    public static List<Intent> Tell(SqliteConnection connection, List<Intent> intents)
    {
        string[] keys = [.. intents.Where(intent => intent.Action == Change.Create).Select(intent => intent.Pair.Key)];
        ILookup<string, string> formers = connection.Query<(string Key, string Id)>(
            "select key, recordId from formers where key in (select value from json_each(@keys))", new { keys = JsonColumn.Write(keys) })
            .ToLookup(former => former.Key, former => former.Id);
        Dictionary<string, Pair> replaced = SqliteJournal.Pairs(connection, keys);
        return [.. intents.Select(intent => intent.Action != Change.Create ? intent : intent with
        {
            Former = [.. formers[intent.Pair.Key], .. replaced.TryGetValue(intent.Pair.Key, out Pair? pair) ? [pair.IdOn(intent.Side)] : Array.Empty<string>()],
        })];
    }
}
