using Dapper;
using HubSpotSalesforce.Activities;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The fields that both sides changed, in a store's file.</summary>
internal static class SqliteConflicts
{
    /// <summary>Notes conflicts; what a person chose of one stays.</summary>
    public static void Save(SqliteConnection connection, IReadOnlyList<ConflictRecord> conflicts)
        => connection.Execute(
            """
            insert into conflicts (key, field, kind, property, hubSpot, salesforce, winner, at, runId)
            values (@Key, @Field, @Kind, @Property, @HubSpot, @Salesforce, @Winner, @At, @RunId)
            on conflict (key, field) do update set property = excluded.property, hubSpot = excluded.hubSpot, salesforce = excluded.salesforce,
                winner = excluded.winner, at = excluded.at, runId = excluded.runId
            """,
            conflicts.Select(conflict => new
            {
                conflict.Key, conflict.Field, conflict.Kind, conflict.Property, conflict.HubSpot, conflict.Salesforce,
                Winner = conflict.Winner?.ToString(), At = conflict.At.UtcTicks, conflict.RunId,
            }));

    /// <summary>The latest conflicts.</summary>
    public static List<ConflictRecord> Latest(SqliteConnection connection, int limit)
        => [.. connection.Query<Row>("select key, kind, field, property, hubSpot, salesforce, winner, at, runId, take from conflicts order by at desc, key, field limit @limit", new { limit }).Select(row => row.ToRecord())];

    /// <summary>Those that wait for a person.</summary>
    public static List<ConflictRecord> Waiting(SqliteConnection connection)
        => [.. connection.Query<Row>("select key, kind, field, property, hubSpot, salesforce, winner, at, runId, take from conflicts where winner is null and take is null").Select(row => row.ToRecord())];

    /// <summary>What people chose and no run has carried out.</summary>
    public static List<ConflictRecord> Taken(SqliteConnection connection)
        => [.. connection.Query<Row>("select key, kind, field, property, hubSpot, salesforce, winner, at, runId, take from conflicts where take is not null order by key, field").Select(row => row.ToRecord())];

    /// <summary>Chooses a side for the conflicts of a key that wait; how many did.</summary>
    public static int Take(SqliteConnection connection, string key, string? field, Side side)
        => connection.Execute(
            "update conflicts set take = @side where key = @key and (@field is null or field = @field) and winner is null",
            new { key, field, side = side.ToString() });

    /// <summary>Forgets the conflicts of a pair, and keeps the base that stands in their place.</summary>
    public static void Agree(SqliteConnection connection, Pair pair, string? field)
    {
        SqliteJournal.Rebase(connection, pair);
        End(connection, pair.Key, field);
    }

    /// <summary>Forgets the conflicts of a key; how many there were.</summary>
    public static int End(SqliteConnection connection, string key, string? field)
        => connection.Execute("delete from conflicts where key = @key and (@field is null or field = @field)", new { key, field });

    private sealed record Row(string Key, string Kind, string Field, string Property, string? HubSpot, string? Salesforce, string? Winner, long At, string RunId, string? Take)
    {
        public ConflictRecord ToRecord()
            => new(Key, Kind, Field, Property, HubSpot, Salesforce, SideOf(Winner), new DateTimeOffset(At, TimeSpan.Zero), RunId) { Take = SideOf(Take) };

        private static Side? SideOf(string? name) => name is null ? null : Enum.Parse<Side>(name);
    }
}
