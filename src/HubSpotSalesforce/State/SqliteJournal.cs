using Dapper;
using HubSpotSalesforce.Activities;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The writes in flight and the pairs they made, in a store's file.</summary>
internal static class SqliteJournal
{
    /// <summary>The pairs of these keys.</summary>
    public static Dictionary<string, Pair> Pairs(SqliteConnection connection, IReadOnlyCollection<string> keys)
        => connection.Query<PairRow>(
            $"select {PairRow.Columns} from pairs where key in (select value from json_each(@keys))",
            new { keys = JsonColumn.Write(keys) })
            .ToDictionary(row => row.Key, row => row.ToPair());

    /// <summary>The pairs with these ids on a side.</summary>
    public static List<Pair> PairsOf(SqliteConnection connection, Side side, IReadOnlyCollection<string> ids)
        => [.. connection.Query<PairRow>(
            $"select {PairRow.Columns} from pairs where {(side == Side.HubSpot ? "hubSpotId" : "salesforceId")} in (select value from json_each(@ids))",
            new { ids = JsonColumn.Write(ids) })
            .Select(row => row.ToPair())];

    /// <summary>Opens intents.</summary>
    public static void Reserve(SqliteConnection connection, string runId, IReadOnlyList<Intent> intents)
    {
        const string Insert = $"""
            insert into intents (id, action, target, reservedBy, beside, {PairRow.Columns})
            values (@Id, @Action, @Target, @runId, @beside, @Key, @Kind, @HubSpotId, @SalesforceId, @ContentHash, @Base, @PairRunId, @IsGone)
            """;

        foreach (Intent intent in intents)
        {
            PairRow row = PairRow.Of(intent.Pair);
            try
            {
                connection.Execute(Insert, new
                {
                    intent.Id, intent.Action, intent.Target, runId, beside = JsonColumn.Write(intent.Beside),
                    row.Key, row.Kind, row.HubSpotId, row.SalesforceId, row.ContentHash, row.Base, PairRunId = row.RunId, row.IsGone,
                });
            }
            catch (SqliteException error) when (SqliteFault.IsDuplicate(error))
            {
                throw new SyncException(
                    FaultKind.Conflict,
                    row.Key,
                    $"A write of '{row.Key}' is in flight already and its outcome unknown. Look the key up on the other side and settle that write before another.",
                    error);
            }
        }
    }

    /// <summary>The intents nobody closed, oldest first.</summary>
    public static List<Intent> Open(SqliteConnection connection)
        => SqliteFormers.Tell(connection, [.. connection.Query<PairRow, Writing, Intent>(
            $"select {PairRow.Columns}, id, action, target, beside, reservedBy from intents order by sequence",
            (pair, writing) => new Intent(writing.Id, pair.ToPair(), writing.Action) { Target = writing.Target, Beside = JsonColumn.Read<string[]>(writing.Beside), RunId = writing.ReservedBy },
            splitOn: "id")]);

    /// <summary>Closes intents with what became of them.</summary>
    public static void Settle(SqliteConnection connection, string runId, IReadOnlyList<Settlement> settlements)
    {
        PairRow[] pairs = [.. settlements.Select(settlement => settlement.Pair).OfType<Pair>().Select(PairRow.Of)];
        IssueRecord[] issues = [.. settlements.Select(settlement => settlement.Issue).OfType<IssueRecord>()];

        SqliteUndo.Keep(connection, runId, pairs.Select(row => row.Key));
        SqliteFormers.Keep(connection, pairs.Select(row => row.Key));
        connection.Execute(
            $"""
            insert or replace into pairs ({PairRow.Columns}, lastRunId)
            values (@Key, @Kind, @HubSpotId, @SalesforceId, @ContentHash, @Base, @RunId, @IsGone, @lastRunId)
            """,
            pairs.Select(row => new
            {
                row.Key, row.Kind, row.HubSpotId, row.SalesforceId, row.ContentHash, row.Base, row.RunId, row.IsGone, lastRunId = runId,
            }));

        string[] written = [.. pairs.Select(row => row.Key)];
        SqliteIssues.End(connection, written);
        SqliteIssues.Add(connection, issues);
        SqliteWaiting.End(connection, [.. written, .. issues.Select(issue => issue.Key)]);
        SetAside(connection, settlements);
        SqliteRuns.Count(connection, settlements);
        connection.Execute(
            "delete from intents where id in (select value from json_each(@ids))",
            new { ids = JsonColumn.Write(settlements.Select(settlement => settlement.Intent.Id)) });
    }

    /// <summary>Keeps another base of a pair; nothing was written for it.</summary>
    public static void Rebase(SqliteConnection connection, Pair pair)
        => connection.Execute("update pairs set base = @Base where key = @Key", new { pair.Key, Base = JsonColumn.Write(pair.Base) });

    /// <summary>The next pairs past a key.</summary>
    public static List<Pair> After(SqliteConnection connection, string? key, string? runId, int limit)
        => [.. connection.Query<PairRow>(
            $"select {PairRow.Columns} from pairs where key > @key and (@runId is null or runId = @runId or lastRunId = @runId) order by key limit @limit",
            new { key = key ?? "", runId, limit })
            .Select(row => row.ToPair())];

    /// <summary>Ends an issue, or forgets a deleted task; what is to be sent again waits for the next run.</summary>
    public static bool Resolve(SqliteConnection connection, string key, bool isRetry, DateTimeOffset now)
    {
        IssueRecord? issue = SqliteIssues.Find(connection, key);
        Pair? gone = Pairs(connection, [key]).Values.FirstOrDefault(pair => pair.IsGone);
        if (issue is null && gone is null)
        {
            return false;
        }

        SqliteIssues.End(connection, [key]);
        SqliteWaiting.End(connection, [key]);
        if (isRetry)
        {
            SqliteFormers.Keep(connection, [key]);
            connection.Execute("delete from pairs where key = @key and isGone", new { key });
            SqliteWaiting.SetAside(connection, [new WaitingActivity
            {
                Key = key,
                Kind = issue?.Kind ?? gone!.Kind,
                SourceId = issue?.SourceId ?? SourceOf(gone!),
                OccurredAt = issue?.OccurredAt ?? now,
                WaitingSince = now,
                Code = "Retry",
                Payload = issue?.Payload,
            }]);
        }

        return true;
    }

    private static void SetAside(SqliteConnection connection, IReadOnlyList<Settlement> settlements)
    {
        WaitingActivity[] again =
        [
            .. settlements
                .Where(settlement => settlement is { Issue: not null, Retry: not null })
                .Select(settlement => settlement.Retry! with { Tries = SqliteIssues.Tries(connection, settlement.Retry.Key) })
                .Where(retry => retry.Tries < Settlement.MaxTries),
        ];
        SqliteWaiting.SetAside(connection, again);
    }

    private static string SourceOf(Pair pair) => ActivityFamily.Find(pair.Kind) is null ? pair.HubSpotId : pair.SalesforceId;

    private sealed record Writing(string Id, string Action, string Target, string Beside, string ReservedBy);
}
