using Dapper;
using HubSpotSalesforce.State;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.Tests.State;

/// <summary>A file that others use too: waited for, but not for ever, and never deaf.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_write_waits_until_the_other_process_lets_the_file_go()
    {
        JumpingClock clock = new();
        await using SqliteDatabase database = await OpenAsync(clock);
        await using SqliteConnection other = Hold();
        int waits = 0;
        clock.Waiting = () =>
        {
            if (++waits == 3)
            {
                other.Execute("rollback");
            }
        };

        await database.WriteAsync(connection => connection.Execute("update lease set epoch = 7"), Cancel);

        Assert.Equal(3, waits);
        Assert.Equal(7, await EpochAsync(database));
    }

    [Fact]
    public async Task A_file_that_stays_locked_for_ten_seconds_stops_the_run()
    {
        JumpingClock clock = new();
        await using SqliteDatabase database = await OpenAsync(clock);
        await using SqliteConnection other = Hold();
        DateTimeOffset start = clock.Now;

        SyncException fault = await Assert.ThrowsAsync<SyncException>(
            () => database.WriteAsync(connection => connection.Execute("update lease set epoch = 7"), Cancel));

        Assert.Equal(FaultKind.StoreLocked, fault.Kind);
        Assert.Contains("locked by another process", fault.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.Now - start);
        Assert.Equal(0, await EpochAsync(database));
    }

    [Fact]
    public async Task A_store_that_is_made_already_opens_and_reads_while_another_process_writes()
    {
        await (await OpenAsync(TimeProvider.System)).DisposeAsync();
        await using SqliteConnection other = Hold();

        await using SqliteDatabase database = await OpenAsync(new JumpingClock { Waiting = () => Assert.Fail("It waited.") });

        Assert.Equal(0, await EpochAsync(database));
    }

    [Fact]
    public async Task Canceling_ends_the_wait_for_a_locked_file()
    {
        await using SqliteDatabase database = await OpenAsync(new JumpingClock { IsStuck = true });
        await using SqliteConnection other = Hold();
        using CancellationTokenSource source = new();

        Task write = database.WriteAsync(connection => connection.Execute("update lease set epoch = 7"), source.Token);
        Assert.False(write.IsCompleted);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(0, await EpochAsync(database));    // and the next one has its turn
    }

    [Fact]
    public async Task A_change_that_fails_half_way_leaves_nothing()
    {
        await using SqliteDatabase database = await OpenAsync(new JumpingClock());

        await Assert.ThrowsAsync<FormatException>(() => database.WriteAsync(
            connection =>
            {
                connection.Execute("update lease set epoch = 7");
                throw new FormatException();
            },
            Cancel));

        Assert.Equal(0, await EpochAsync(database));
    }

    [Fact]
    public async Task Callers_that_overlap_take_turns()
    {
        await using SqliteDatabase database = await OpenAsync(TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(
            () => database.WriteAsync(connection => connection.Execute("update lease set epoch = epoch + 1"), Cancel))));

        Assert.Equal(100, await EpochAsync(database));
    }

    [Fact]
    public async Task Two_processes_that_make_the_store_at_once_make_one()
    {
        SqliteDatabase[] made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenAsync(TimeProvider.System))));

        foreach (SqliteDatabase database in made)
        {
            await database.WriteAsync(connection => connection.Execute("update lease set epoch = epoch + 1"), Cancel);
        }

        Assert.Equal(4, await EpochAsync(made[0]));
        foreach (SqliteDatabase database in made)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_store_that_was_closed_says_so_and_closes_only_once()
    {
        SqliteDatabase database = await OpenAsync(TimeProvider.System);
        await database.DisposeAsync();
        await database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => EpochAsync(database));
    }

    private Task<SqliteDatabase> OpenAsync(TimeProvider clock)
        => SqliteDatabase.OpenAsync(_folder["a.db"], StoreMode.ReadWrite, clock, Cancel);

    private static Task<long> EpochAsync(SqliteDatabase database)
        => database.ReadAsync(connection => connection.ExecuteScalar<long>("select epoch from lease"), Cancel);

    private SqliteConnection Hold()
    {
        SqliteConnection other = new($"Data Source={_folder["a.db"]};Pooling=False");
        other.Open();
        other.Execute("begin immediate");
        return other;
    }
}
