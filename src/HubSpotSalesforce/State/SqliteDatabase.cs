using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HubSpotSalesforce.State;

/// <summary>One connection to a store's file, one user at a time, patient while another process holds the file.</summary>
/// <remarks>Callers may overlap: they take turns.</remarks>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteConnection _connection;
    private readonly StoreMode _mode;
    private readonly TimeProvider _clock;
    private readonly string _path;
    private bool _isDisposed;

    private SqliteDatabase(SqliteConnection connection, StoreMode mode, TimeProvider clock, string path)
    {
        _connection = connection;
        _mode = mode;
        _clock = clock;
        _path = path;
    }

    /// <summary>Opens the file.</summary>
    public static async Task<SqliteDatabase> OpenAsync(string path, StoreMode mode, TimeProvider clock, CancellationToken cancel)
    {
        string fullPath = Path.GetFullPath(path);
        SqliteFile file = new(fullPath);
        Func<SqliteConnection> open = mode == StoreMode.ReadOnly ? file.OpenToRead : file.OpenToWrite;
        SqliteConnection connection = await PatientlyAsync(open, fullPath, clock, cancel);

        return new SqliteDatabase(connection, mode, clock, fullPath);
    }

    /// <summary>Answers a question with a single statement, so that the answer is of one moment.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> question, CancellationToken cancel)
        => InTurnAsync(() => question(_connection), cancel);

    /// <summary>Makes a change in a transaction of its own: all of it is durable on return, or none of it happened.</summary>
    /// <param name="change">What to change; done again from the start when another process got in between.</param>
    /// <param name="cancel">Ends the wait for the file; a change that began is carried through.</param>
    /// <exception cref="InvalidOperationException">The store is open for reading only.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> change, CancellationToken cancel)
    {
        RequireWritable();
        return InTurnAsync(() => InTransaction(change), cancel);
    }

    /// <summary>Refuses a store that is open for reading only.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public void RequireWritable()
    {
        if (_mode != StoreMode.ReadWrite)
        {
            throw new InvalidOperationException($"The store '{_path}' is open for reading only.");
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SqliteConnection> change, CancellationToken cancel)
        => WriteAsync(
            connection =>
            {
                change(connection);
                return true;
            },
            cancel);

    /// <summary>Closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _turn.WaitAsync();
        await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private static async Task<T> PatientlyAsync<T>(Func<T> attempt, string path, TimeProvider clock, CancellationToken cancel)
    {
        long start = clock.GetTimestamp();

        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                return attempt();
            }
            catch (SqliteException error) when (SqliteFault.IsLocked(error) && clock.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, clock, cancel);
            }
            catch (SqliteException error)
            {
                throw SqliteFault.Of(path, error);
            }
            catch (Exception odd) when (SqliteFault.IsOdd(odd))
            {
                throw SqliteFault.Damaged(path, odd);
            }
        }
    }

    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _turn.WaitAsync(cancel);
        try
        {
            return await PatientlyAsync(work, _path, _clock, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    private T InTransaction<T>(Func<SqliteConnection, T> change)
    {
        // Not the driver's transaction: it would wait a second for the lock, asleep, before the token is looked at again.
        // Immediate, because one that begins by reading cannot wait for the lock when it comes to write.
        Run("begin immediate");
        try
        {
            T answer = change(_connection);
            Run("commit");
            return answer;
        }
        finally
        {
            // After a commit there is none, and after some failures (a full disk) SQLite has ended it by itself. What a failed
            // rollback leaves is undone when the file is opened next: the first failure is the one to tell.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                _ = raw.sqlite3_exec(_connection.Handle, "rollback");
            }
        }
    }

    private void Run(string statement)
        => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, statement), _connection.Handle);
}
