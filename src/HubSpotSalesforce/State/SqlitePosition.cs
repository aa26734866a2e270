using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>Where a store stands: whose it is, which kinds are on since when, and how far each source was read.</summary>
internal static class SqlitePosition
{
    /// <summary>The portal and org; null before the first binding.</summary>
    public static StoreBinding? Binding(SqliteConnection connection)
        => connection.QuerySingleOrDefault<StoreBinding>("select portalId, orgId from binding");

    /// <summary>Binds the store, once.</summary>
    public static void Bind(SqliteConnection connection, StoreBinding binding)
    {
        StoreBinding? bound = Binding(connection);
        if (bound is null)
        {
            connection.Execute("insert into binding values (1, @PortalId, @OrgId)", binding);
        }
        else if (bound != binding)
        {
            throw new SyncException(
                FaultKind.StoreMismatch,
                bound.PortalId,
                $"The store belongs to portal {bound.PortalId} and org {bound.OrgId}, and the settings lead to portal {binding.PortalId} and org {binding.OrgId}. Name another store for this pair, or correct the credentials.");
        }
    }

    /// <summary>When each kind was switched on.</summary>
    public static Dictionary<string, DateTimeOffset> EnabledAt(SqliteConnection connection)
        => connection.Query<(string Kind, long At)>("select kind, enabledAt from kinds")
            .ToDictionary(row => row.Kind, row => new DateTimeOffset(row.At, TimeSpan.Zero));

    /// <summary>Remembers when a kind was switched on.</summary>
    public static void SetEnabledAt(SqliteConnection connection, string kind, DateTimeOffset at)
        => connection.Execute("insert or replace into kinds values (@kind, @at)", new { kind, at = at.UtcTicks });

    /// <summary>Forgets when a kind was switched on.</summary>
    public static void ForgetEnabledAt(SqliteConnection connection, string kind)
        => connection.Execute("delete from kinds where kind = @kind", new { kind });

    /// <summary>The cursor of a source and kind; null before the first.</summary>
    public static SourceCursor? Cursor(SqliteConnection connection, string source, string kind)
        => connection.QuerySingleOrDefault<Row>(
            "select since, selectionHash from cursors where source = @source and kind = @kind",
            new { source, kind }) is { } row
            ? new SourceCursor(source, kind, new DateTimeOffset(row.Since, TimeSpan.Zero), row.SelectionHash)
            : null;

    /// <summary>Moves a cursor and raises its counters.</summary>
    public static void Move(SqliteConnection connection, SourceCursor cursor)
    {
        connection.Execute(
            """
            insert into counters select key, value from json_each(@counters) where true
            on conflict (key) do update set highest = max(highest, excluded.highest)
            """,
            new { counters = JsonColumn.Write(cursor.Counters) });
        connection.Execute(
            "insert or replace into cursors values (@Source, @Kind, @since, @SelectionHash)",
            new { cursor.Source, cursor.Kind, since = cursor.Since.UtcTicks, cursor.SelectionHash });
    }

    /// <summary>The highest values seen of these counters.</summary>
    public static Dictionary<string, int> Counters(SqliteConnection connection, IReadOnlyCollection<string> keys)
        => connection.Query<(string Key, long Highest)>(
            "select key, highest from counters where key in (select value from json_each(@keys))",
            new { keys = JsonColumn.Write(keys) })
            .ToDictionary(row => row.Key, row => (int)row.Highest);

    private sealed record Row(long Since, string SelectionHash);
}
