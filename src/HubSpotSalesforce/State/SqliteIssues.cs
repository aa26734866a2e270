using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The refused records in a store's file, one row per activity.</summary>
internal static class SqliteIssues
{
    private const string Columns = "key, kind, sourceId, fault, apiCode, message, at, tries, runId, occurredAt, payload, payloadHash";

    /// <summary>Adds issues; one that stands already counts a further try.</summary>
    public static void Add(SqliteConnection connection, IReadOnlyList<IssueRecord> issues)
        => connection.Execute(
            $"""
            insert or replace into issues ({Columns})
            values (@Key, @Kind, @SourceId, @Fault, @ApiCode, @Message, @at,
                    1 + coalesce((select tries from issues where key = @Key), 0), @RunId, @occurredAt, @Payload, @PayloadHash)
            """,
            issues.Select(issue => new
            {
                issue.Key, issue.Kind, issue.SourceId, issue.Fault, issue.ApiCode, issue.Message, at = issue.At.UtcTicks, issue.RunId,
                occurredAt = issue.OccurredAt.UtcTicks, issue.Payload, issue.PayloadHash,
            }));

    /// <summary>Ends the issues of these keys.</summary>
    public static void End(SqliteConnection connection, IReadOnlyCollection<string> keys)
        => connection.Execute(
            "delete from issues where key in (select value from json_each(@keys))",
            new { keys = JsonColumn.Write(keys) });

    /// <summary>How often a key was sent and refused; 0 when it has no issue.</summary>
    public static int Tries(SqliteConnection connection, string key)
        => connection.ExecuteScalar<int?>("select tries from issues where key = @key", new { key }) ?? 0;

    /// <summary>The issue of a key; null when it has none.</summary>
    public static IssueRecord? Find(SqliteConnection connection, string key)
        => connection.Query<Row>($"select {Columns} from issues where key = @key", new { key }).SingleOrDefault()?.ToIssue();

    /// <summary>The latest issues, newest first.</summary>
    public static List<IssueRecord> Latest(SqliteConnection connection, int limit)
        => [.. connection.Query<Row>($"select {Columns} from issues order by at desc, key limit @limit", new { limit })
            .Select(row => row.ToIssue())];

    private sealed record Row(
        string Key, string Kind, string SourceId, string Fault, string? ApiCode, string Message, long At, long Tries, string RunId, long OccurredAt, string? Payload,
        string? PayloadHash)
    {
        public IssueRecord ToIssue() => new()
        {
            Key = Key,
            Kind = Kind,
            SourceId = SourceId,
            Fault = Fault,
            ApiCode = ApiCode,
            Message = Message,
            At = new DateTimeOffset(At, TimeSpan.Zero),
            Tries = (int)Tries,
            RunId = RunId,
            OccurredAt = new DateTimeOffset(OccurredAt, TimeSpan.Zero),
            Payload = Payload,
            PayloadHash = PayloadHash,
        };
    }
}
