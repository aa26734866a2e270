using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The tables of a store, and how an older store gets them.</summary>
/// <remarks>Instants are UTC ticks: they sort and compare as numbers. Keys compare byte by byte, as Salesforce's case-sensitive external id does.</remarks>
internal static class SqliteSchema
{
    // Stands in the header of the file ("HSSF"), so that another program's database is never taken for a store.
    private const long ApplicationId = 0x48535346;

    private const string First = """
        create table lease (
            id integer primary key check (id = 1),
            epoch integer not null,
            runner text,                    -- null once it was given back
            lasts integer not null,
            expiresAt integer not null
        );
        insert into lease values (1, 0, null, 0, 0);

        create table binding (
            id integer primary key check (id = 1),
            portalId text not null,
            orgId text not null
        );

        create table kinds (
            kind text primary key,
            enabledAt integer not null
        ) without rowid;

        create table cursors (
            source text not null,
            kind text not null,
            since integer not null,
            selectionHash text not null,
            primary key (source, kind)
        ) without rowid;

        create table counters (
            key text primary key,
            highest integer not null        -- ever seen, not the last
        ) without rowid;

        create table pairs (
            key text primary key,
            kind text not null,
            hubSpotId text not null,
            salesforceId text not null,
            contentHash text not null,
            base text not null,             -- JSON object
            runId text,                     -- made the counterpart
            isGone integer not null,        -- deleted where it was written
            lastRunId text not null         -- wrote it last: what an undo must know, and nothing can tell it later
        ) without rowid;
        create index pairsOfHubSpot on pairs (hubSpotId);
        create index pairsOfSalesforce on pairs (salesforceId);

        create table intents (
            sequence integer primary key,
            id text not null unique,
            action text not null,
            target text not null,
            reservedBy text not null,
            beside text not null,           -- JSON array: the records it hangs on, where a lost create is looked for
            key text not null unique,       -- one write of an activity in flight, never two
            kind text not null,
            hubSpotId text not null,
            salesforceId text not null,
            contentHash text not null,
            base text not null,
            runId text,
            isGone integer not null
        );

        create table waiting (
            key text primary key,
            kind text not null,
            sourceId text not null,
            occurredAt integer not null,
            waitingSince integer not null,
            code text not null,
            tries integer not null,
            payload text
        ) without rowid;

        create table issues (
            key text primary key,
            kind text not null,
            sourceId text not null,
            fault text not null,
            apiCode text,
            message text not null,
            at integer not null,
            tries integer not null,
            runId text not null,
            occurredAt integer not null,
            payload text
        ) without rowid;

        create table conflicts (
            key text not null,
            field text not null,
            kind text not null,
            property text not null,
            hubSpot text,
            salesforce text,
            winner text,                    -- null while a person has to choose
            at integer not null,
            runId text not null,
            take text,                      -- what a person chose
            primary key (key, field)
        ) without rowid;

        create table runs (
            runId text primary key,
            startedAt integer not null,
            endedAt integer,
            ending text not null,
            read integer not null,
            created integer not null,
            updated integer not null,
            deleted integer not null,
            unchanged integer not null,
            failed integer not null,
            skipped text not null,          -- JSON object
            hubSpotCalls integer not null,
            salesforceCalls integer not null,
            target text not null
        ) without rowid;

        create table skips (
            runId text not null,
            number integer not null,
            key text not null,
            kind text not null,
            code text not null,
            reason text not null,
            primary key (runId, number)
        ) without rowid;

        create table links (
            contactId integer primary key,
            salesforceId text not null,
            syncedAt integer not null,
            source text not null,
            linkedBy text not null
        );

        create table addresses (
            address text primary key,       -- in small letters
            contactId integer not null
        ) without rowid;
        create index addressesOfContact on addresses (contactId);
        """;

    // What a pair held before a run changed it: the other side keeps no history that an undo could ask for.
    private const string Undo = """
        create table befores (
            runId text not null,
            key text not null,
            base text not null,             -- JSON object
            primary key (runId, key)
        ) without rowid;
        """;

    private const string Jobs = """
        alter table lease add column acquiredAt integer not null default 0;
        alter table lease add column isPresent integer not null default 1;    -- whether its runner holds the file beside the store
        alter table issues add column payloadHash text;

        create table jobs (
            id text primary key,
            runId text not null,
            openedAt integer not null,
            rows integer not null
        ) without rowid;
        """;

    // Which run an undo took back. The index holds the undos alone, so that a run finds its own at once.
    private const string Undone = """
        alter table runs add column undoes text;
        create index runsOfUndone on runs (undoes) where undoes is not null;
        """;

    // The records of a key that were deleted, and after which another was asked for: found again, they are no sign that it was made.
    private const string Formers = """
        create table formers (
            key text not null,
            recordId text not null,
            primary key (key, recordId)
        ) without rowid;
        """;

    // One step per version, in order. A step that was released is never edited: stores exist that took it.
    private static readonly string[] Steps = [First, Undo, Jobs, Undone, Formers];

    /// <summary>The version of the schema that this program reads and writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>Reads which version a database has; 0 for an empty one.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreMismatch"/>: a newer program wrote it.
    /// <see cref="FaultKind.StoreUnavailable"/>: it belongs to another program.</exception>
    public static int VersionOf(SqliteConnection connection, string path)
    {
        int version = connection.ExecuteScalar<int>("pragma user_version");
        bool isEmpty = version == 0 && connection.ExecuteScalar<int>("select count(*) from sqlite_master") == 0;

        if (!isEmpty && connection.ExecuteScalar<long>("pragma application_id") != ApplicationId)
        {
            throw new SyncException(
                FaultKind.StoreUnavailable,
                path,
                $"The file '{path}' is the database of another program. Name another path for the store in the settings.");
        }

        if (version > Current)
        {
            throw new SyncException(
                FaultKind.StoreMismatch,
                path,
                $"The store '{path}' was written by a newer version (schema {version}; this one knows {Current}). Update HubSpotSalesforce on this machine, then run again.");
        }

        return version;
    }

    /// <summary>Brings a database to the current version.</summary>
    /// <remarks>The caller holds a write transaction; the version is read again in it, because another process may have come first.</remarks>
    public static void Migrate(SqliteConnection connection, string path)
    {
        int version = VersionOf(connection, path);

        foreach (string step in Steps.AsSpan(version))
        {
            connection.Execute(step);
        }

        if (version < Current)
        {
            connection.Execute($"pragma application_id = {ApplicationId}; pragma user_version = {Current}");
        }
    }
}
