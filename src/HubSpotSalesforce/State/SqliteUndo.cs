using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>What pairs held before a run changed them, in a store's file.</summary>
internal static class SqliteUndo
{
    /// <summary>Keeps what the pairs of these keys hold, unless the run changed them already; keys without a pair are ignored.</summary>
    public static void Keep(SqliteConnection connection, string runId, IEnumerable<string> keys) => connection.Execute(
        "insert or ignore into befores (runId, key, base) select @runId, key, base from pairs where key in (select value from json_each(@keys))",
        new { runId, keys = JsonColumn.Write(keys) });

    /// <summary>The next pairs that a run made or wrote, past a key.</summary>
    public static List<UndoRow> After(SqliteConnection connection, string runId, string? key, int limit)
        => [.. connection.Query<PairRow, Written, UndoRow>(
            $"""
            select {string.Join(", ", PairRow.Columns.Split(", ").Select(column => "pairs." + column))}, pairs.lastRunId as lastRunId, befores.base as before
            from pairs left join befores on befores.runId = @runId and befores.key = pairs.key
            where pairs.key > @key and (pairs.runId = @runId or pairs.lastRunId = @runId or befores.key is not null)
            order by pairs.key limit @limit
            """,
            (pair, written) => new UndoRow(pair.ToPair(), written.LastRunId, written.Before is { } before ? JsonColumn.Read<Dictionary<string, string?>>(before) : null),
            new { runId, key = key ?? "", limit },
            splitOn: "lastRunId")];

    private sealed record Written(string LastRunId, string? Before);
}
