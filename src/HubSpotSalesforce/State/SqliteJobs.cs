using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The jobs whose results were not taken yet, in a store's file.</summary>
internal static class SqliteJobs
{
    /// <summary>Remembers a job.</summary>
    public static void Add(SqliteConnection connection, JobRecord job)
        => connection.Execute("insert or replace into jobs values (@Id, @RunId, @openedAt, @Rows)", new { job.Id, job.RunId, openedAt = job.OpenedAt.UtcTicks, job.Rows });

    /// <summary>The jobs, oldest first.</summary>
    public static List<JobRecord> All(SqliteConnection connection)
        => [.. connection.Query<Row>("select id, runId, openedAt, rows from jobs order by openedAt, id")
            .Select(row => new JobRecord(row.Id, row.RunId, new DateTimeOffset(row.OpenedAt, TimeSpan.Zero), (int)row.Rows))];

    /// <summary>Forgets a job.</summary>
    public static void End(SqliteConnection connection, string id) => connection.Execute("delete from jobs where id = @id", new { id });

    private sealed record Row(string Id, string RunId, long OpenedAt, long Rows);
}
