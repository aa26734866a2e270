using Dapper;
using HubSpotSalesforce.Activities;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The runs and what they skipped, in a store's file.</summary>
internal static class SqliteRuns
{
    private const int SkipsKept = 10_000;    // per run (O26)

    /// <summary>Saves a run as it stands; what was counted of its writes already stays counted.</summary>
    public static void Save(SqliteConnection connection, RunRecord run)
        => connection.Execute(
            """
            insert into runs
                (runId, startedAt, endedAt, ending, read, created, updated, deleted, unchanged, failed, skipped, hubSpotCalls, salesforceCalls, target, undoes)
            values
                (@RunId, @startedAt, @endedAt, @Ending, @Read, @Created, @Updated, @Deleted, @Unchanged, @Failed, @skipped, @HubSpotCalls, @SalesforceCalls, @target, @Undoes)
            on conflict (runId) do update set
                startedAt = excluded.startedAt, endedAt = excluded.endedAt, ending = excluded.ending, read = excluded.read,
                created = max(created, excluded.created), updated = max(updated, excluded.updated), deleted = max(deleted, excluded.deleted),
                unchanged = excluded.unchanged, failed = max(failed, excluded.failed), skipped = excluded.skipped,
                hubSpotCalls = excluded.hubSpotCalls, salesforceCalls = excluded.salesforceCalls, target = excluded.target, undoes = excluded.undoes
            """,
            new
            {
                run.RunId, startedAt = run.StartedAt.UtcTicks, endedAt = run.EndedAt?.UtcTicks, run.Ending,
                run.Read, run.Created, run.Updated, run.Deleted, run.Unchanged, run.Failed, skipped = JsonColumn.Write(run.Skipped),
                run.HubSpotCalls, run.SalesforceCalls, target = run.Target.ToString(), run.Undoes,
            });

    /// <summary>Counts what became of writes in the records of the runs that sent them; what stands in no journal is no write.</summary>
    public static void Count(SqliteConnection connection, IReadOnlyList<Settlement> settlements)
    {
        Dictionary<string, string> senders = connection.Query<(string Id, string RunId)>(
            "select id, reservedBy from intents where id in (select value from json_each(@ids))",
            new { ids = JsonColumn.Write(settlements.Select(settlement => settlement.Intent.Id)) })
            .ToDictionary(sent => sent.Id, sent => sent.RunId);
        foreach (IGrouping<string, Settlement> sent in settlements.Where(settlement => senders.ContainsKey(settlement.Intent.Id)).GroupBy(settlement => senders[settlement.Intent.Id]))
        {
            connection.Execute(
                "update runs set created = created + @created, updated = updated + @updated, deleted = deleted + @deleted, failed = failed + @failed where runId = @runId",
                new
                {
                    runId = sent.Key,
                    created = sent.Count(settlement => settlement is { Pair: not null, Intent.Action: Change.Create }),
                    updated = sent.Count(settlement => settlement is { Pair.IsGone: false, Intent.Action: Change.Update }),
                    deleted = sent.Count(settlement => settlement is { Pair: not null, Intent.Action: Change.Delete }),
                    failed = sent.Count(settlement => settlement.Issue is not null),
                });
        }
    }

    /// <summary>Ends the runs that never told their end, since nobody is left who works on the store.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="seenAt">The last sign of life of whoever worked on it.</param>
    public static void Interrupt(SqliteConnection connection, DateTimeOffset seenAt)
        => connection.Execute(
            """
            update runs set ending = @ending, endedAt = max(startedAt, min(@seenAt, coalesce((select min(later.startedAt) from runs later where later.runId > runs.runId), @seenAt)))
            where endedAt is null
            """,
            new { ending = RunRecord.Interrupted, seenAt = seenAt.UtcTicks });

    /// <summary>The latest runs, newest first.</summary>
    public static List<RunRecord> Latest(SqliteConnection connection, int limit)
        => [.. connection.Query<Row>(
            """
            select runs.runId, runs.startedAt, runs.endedAt, runs.ending, runs.read, runs.created, runs.updated, runs.deleted, runs.unchanged, runs.failed,
                runs.skipped, runs.hubSpotCalls, runs.salesforceCalls, runs.target, runs.undoes, later.runId as undoneBy
            from runs left join runs as later on later.runId = (select max(undo.runId) from runs as undo where undo.undoes = runs.runId)
            order by runs.runId desc limit @limit
            """,
            new { limit })
            .Select(row => row.ToRun())];

    /// <summary>Forgets runs before an instant or past a number, and their skips. The first run stays: since when there are runs decides what
    /// <c>contacts.assumeSyncedAt</c> is for.</summary>
    public static int Forget(SqliteConnection connection, DateTimeOffset before, int most)
    {
        const string Old = """
            (startedAt < @before or runId <= (select runId from runs order by runId desc limit 1 offset @most))
            and runId <> (select runId from runs order by runId desc limit 1)
            """;
        var bounds = new { before = before.UtcTicks, most };
        connection.Execute($"delete from skips where runId in (select runId from runs where {Old})", bounds);
        connection.Execute($"delete from befores where runId in (select runId from runs where {Old})", bounds);
        return connection.Execute($"delete from runs where {Old} and runId <> (select runId from runs order by startedAt, runId limit 1)", bounds);
    }

    /// <summary>When the first run started; null before one did.</summary>
    public static DateTimeOffset? FirstStart(SqliteConnection connection)
        => connection.ExecuteScalar<long?>("select min(startedAt) from runs") is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Adds skips to a run and drops its oldest past the limit.</summary>
    public static void AddSkips(SqliteConnection connection, string runId, IReadOnlyList<SkipRecord> skips)
    {
        // Numbered per run, so that both the next number and the oldest to drop are one look-up in the primary key.
        long last = connection.ExecuteScalar<long>("select coalesce(max(number), 0) from skips where runId = @runId", new { runId });

        connection.Execute(
            "insert into skips (runId, number, key, kind, code, reason) values (@runId, @number, @Key, @Kind, @Code, @Reason)",
            skips.Select((skip, index) => new { runId, number = last + 1 + index, skip.Key, skip.Kind, skip.Code, skip.Reason }));
        connection.Execute(
            "delete from skips where runId = @runId and number <= @dropped",
            new { runId, dropped = last + skips.Count - SkipsKept });
    }

    /// <summary>The skips kept of a run, in the order they were added.</summary>
    public static List<SkipRecord> Skips(SqliteConnection connection, string runId)
        => [.. connection.Query<SkipRecord>("select key, kind, code, reason from skips where runId = @runId order by number", new { runId })];

    private sealed record Row(
        string RunId, long StartedAt, long? EndedAt, string Ending, long Read, long Created, long Updated, long Deleted, long Unchanged, long Failed,
        string Skipped, long HubSpotCalls, long SalesforceCalls, string Target, string? Undoes, string? UndoneBy)
    {
        public RunRecord ToRun() => new()
        {
            RunId = RunId,
            StartedAt = new DateTimeOffset(StartedAt, TimeSpan.Zero),
            EndedAt = EndedAt is { } end ? new DateTimeOffset(end, TimeSpan.Zero) : null,
            Ending = Ending,
            Read = (int)Read,
            Created = (int)Created,
            Updated = (int)Updated,
            Deleted = (int)Deleted,
            Unchanged = (int)Unchanged,
            Failed = (int)Failed,
            Skipped = JsonColumn.Read<Dictionary<string, int>>(Skipped),
            HubSpotCalls = (int)HubSpotCalls,
            SalesforceCalls = (int)SalesforceCalls,
            Target = Enum.Parse<Side>(Target),
            Undoes = Undoes,
            UndoneBy = UndoneBy,
        };
    }
}
