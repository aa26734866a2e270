using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The file of a store: opened so that what was committed is on the disk.</summary>
/// <param name="path">The file's full path.</param>
internal sealed class SqliteFile(string path)
{
    /// <summary>Opens the file for a run: makes it and its tables where they are missing.</summary>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreUnavailable"/>, <see cref="FaultKind.StoreReadOnly"/>, <see cref="FaultKind.StoreMismatch"/>.</exception>
    public SqliteConnection OpenToWrite()
    {
        MakeFolder();
        SqliteConnection connection = Connect(SqliteOpenMode.ReadWriteCreate);

        return OrClosed(connection, () =>
        {
            int version = SqliteSchema.VersionOf(connection, path);    // before anything about the file is changed
            BeDurable(connection);

            if (version < SqliteSchema.Current)
            {
                using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
                SqliteSchema.Migrate(connection, path);
                transaction.Commit();
            }

            return connection;
        });
    }

    /// <summary>Opens the file for a plan: no row is stored, and a file that is missing is not made.</summary>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    /// <exception cref="SyncException"><see cref="FaultKind.StoreUnavailable"/>, <see cref="FaultKind.StoreMismatch"/>.</exception>
    public SqliteConnection OpenToRead()
    {
        if (!File.Exists(path))
        {
            return OpenEmpty();
        }

        // A read-only connection to a WAL database leaves the -wal and -shm files behind, because it may not delete them; one
        // that could write but must not (query_only) tidies up. But where a killed run left a WAL, tidying up would move its
        // rows into the file: then the connection is read-only.
        bool hasLog = File.Exists(path + "-wal");
        SqliteConnection connection = Connect(hasLog ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite);

        return OrClosed(connection, () =>
        {
            connection.Execute("pragma query_only = on");

            int version = SqliteSchema.VersionOf(connection, path);
            if (version == SqliteSchema.Current)
            {
                return connection;
            }

            // Of no version: the run that began it was killed before it had tables. Of an older one: a plan may not bring the file up
            // to date, but a copy of it in memory.
            SqliteConnection copy = OpenEmpty(version == 0 ? null : connection);
            connection.Dispose();
            return copy;
        });
    }

    private SqliteConnection OpenEmpty(SqliteConnection? original = null)
    {
        SqliteConnection connection = new("Data Source=:memory:;Pooling=False");
        return OrClosed(connection, () =>
        {
            connection.Open();
            original?.BackupDatabase(connection);
            SqliteSchema.Migrate(connection, path);
            return connection;
        });
    }

    private void MakeFolder()
    {
        string folder = Path.GetDirectoryName(path)!;
        if (Directory.Exists(folder))
        {
            return;
        }

        if (!Directory.Exists(Path.GetDirectoryName(folder)))
        {
            throw new SyncException(
                FaultKind.StoreUnavailable,
                path,
                $"The folder '{folder}' of the store does not exist, nor does the one above it. Create it, or correct the path in the settings.");
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(
                FaultKind.StoreReadOnly,
                path,
                $"The folder '{folder}' of the store cannot be created. Create it and give this account write permission on it.",
                error);
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        SqliteConnectionStringBuilder text = new()
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,       // a pool would keep the file open after the store is disposed
            DefaultTimeout = 1,    // seconds; the driver's own wait sleeps and hears no cancellation, 0 would mean for ever
            ForeignKeys = true,
        };
        SqliteConnection connection = new(text.ToString());

        return OrClosed(connection, () =>
        {
            connection.Open();
            return connection;
        });
    }

    private void BeDurable(SqliteConnection connection)
    {
        string? journal = connection.ExecuteScalar<string>("pragma journal_mode = wal");
        if (journal != "wal")
        {
            throw new SyncException(
                FaultKind.StoreUnavailable,
                path,
                $"The store '{path}' cannot keep a write-ahead log there (its journal is '{journal}'). Network shares refuse it: put the store on a local disk.");
        }

        // An intent must outlive a power cut before its request leaves. FULL syncs the log at every commit; on macOS only
        // fullfsync passes the drive's own cache.
        connection.Execute("pragma synchronous = full; pragma fullfsync = on");
        if (connection.ExecuteScalar<int>("pragma synchronous") < 2)
        {
            throw new SyncException(
                FaultKind.StoreUnavailable,
                path,
                $"The store '{path}' cannot promise that its commits reach the disk. Put the store on a local disk.");
        }
    }

    private static SqliteConnection OrClosed(SqliteConnection connection, Func<SqliteConnection> open)
    {
        SqliteConnection? opened = null;
        try
        {
            return opened = open();
        }
        finally
        {
            if (opened is null)
            {
                connection.Dispose();
            }
        }
    }
}
