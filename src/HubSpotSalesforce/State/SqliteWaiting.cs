using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The activities that wait (O3), in a store's file.</summary>
internal static class SqliteWaiting
{
    private const string Columns = "key, kind, sourceId, occurredAt, waitingSince, code, tries, payload";

    /// <summary>Sets activities aside; one that waits already keeps its first day.</summary>
    public static void SetAside(SqliteConnection connection, IReadOnlyList<WaitingActivity> waiting)
        => connection.Execute(
            $"""
            insert into waiting ({Columns})
            values (@Key, @Kind, @SourceId, @occurredAt, @waitingSince, @Code, @Tries, @Payload)
            on conflict (key) do update set
                kind = excluded.kind, sourceId = excluded.sourceId, occurredAt = excluded.occurredAt,
                code = excluded.code, tries = excluded.tries, payload = excluded.payload
            """,
            waiting.Select(activity => new
            {
                activity.Key, activity.Kind, activity.SourceId,
                occurredAt = activity.OccurredAt.UtcTicks, waitingSince = activity.WaitingSince.UtcTicks,
                activity.Code, activity.Tries, activity.Payload,
            }));

    /// <summary>The next page, ordered by key.</summary>
    public static List<WaitingActivity> After(SqliteConnection connection, string? key, int limit)
        => [.. connection.Query<Row>(
            $"select {Columns} from waiting where key > @key order by key limit @limit",
            new { key = key ?? "", limit })
            .Select(row => row.ToActivity())];

    /// <summary>Ends the waiting of these keys.</summary>
    public static void End(SqliteConnection connection, IReadOnlyCollection<string> keys)
        => connection.Execute(
            "delete from waiting where key in (select value from json_each(@keys))",
            new { keys = JsonColumn.Write(keys) });

    private sealed record Row(
        string Key, string Kind, string SourceId, long OccurredAt, long WaitingSince, string Code, long Tries, string? Payload)
    {
        public WaitingActivity ToActivity() => new()
        {
            Key = Key,
            Kind = Kind,
            SourceId = SourceId,
            OccurredAt = new DateTimeOffset(OccurredAt, TimeSpan.Zero),
            WaitingSince = new DateTimeOffset(WaitingSince, TimeSpan.Zero),
            Code = Code,
            Tries = (int)Tries,
            Payload = Payload,
        };
    }
}
