using Dapper;
using HubSpotSalesforce.State;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.Tests.State;

/// <summary>The file: durable, and refused with a way out when it is not what it should be.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();
    private readonly JumpingClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]    // FULL
    [InlineData("fullfsync", "1")]
    [InlineData("foreign_keys", "1")]
    public async Task Every_connection_commits_to_the_disk(string pragma, string value)
    {
        for (int opened = 0; opened < 2; opened++)    // the file keeps none of these but the journal mode
        {
            await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder["a.db"], StoreMode.ReadWrite, _clock, Cancel);

            Assert.Equal(value, await database.ReadAsync(connection => connection.ExecuteScalar<string>("pragma " + pragma), Cancel));
        }
    }

    [Fact]
    public async Task What_was_committed_survives_a_writer_that_was_killed()
    {
        await using SqliteStore writer = await OpenAsync("a.db");
        Lease lease = await writer.AcquireAsync("first", TimeSpan.FromHours(1), Cancel);
        await writer.ReserveAsync(lease, "run-1", [Examples.Intent("hs-call-1"), Examples.Intent("hs-call-2")], Cancel);
        await writer.SettleAsync(lease, "run-1", [Examples.Written(Examples.Intent("hs-call-1"))], Cancel);

        _folder.CopyShared("a.db", "killed.db");
        _folder.CopyShared("a.db-wal", "killed.db-wal");
        await using (SqliteStore next = await OpenAsync("killed.db"))
        {
            Assert.Equal("hs-call-2", Assert.Single(await next.OpenIntentsAsync(Cancel)).Pair.Key);
            Assert.True(await next.HasPairsAsync(Cancel));

            // Nobody holds the file beside the copy: its runner is dead, and its lease is not waited for.
            Assert.Equal(lease.Epoch + 1, (await next.AcquireAsync("second", TimeSpan.FromHours(1), Cancel)).Epoch);
        }

        await using SqliteConnection connection = new($"Data Source={_folder["killed.db"]};Pooling=False");
        Assert.Equal("ok", connection.ExecuteScalar<string>("pragma integrity_check"));
    }

    [Fact]
    public async Task A_folder_that_alone_is_missing_is_created()
    {
        await using (await OpenAsync("new", "a.db"))
        {
            Assert.True(File.Exists(_folder["new", "a.db"]));
        }
    }

    [Fact]
    public async Task A_path_that_is_missing_further_up_is_refused_by_name()
    {
        SyncException fault = await RefusedAsync("typing", "error", "a.db");

        Assert.Equal(FaultKind.StoreUnavailable, fault.Kind);
        Assert.Contains(_folder["typing", "error"], fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["typing"]));
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_refused()
    {
        File.WriteAllText(_folder["file"], "");

        SyncException fault = await RefusedAsync("file", "a.db");

        Assert.Equal(FaultKind.StoreReadOnly, fault.Kind);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_folder["a.db"]);

        SyncException fault = await RefusedAsync("a.db");

        Assert.Equal(FaultKind.StoreUnavailable, fault.Kind);
        Assert.Contains("cannot be opened", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        string text = string.Join('\n', Enumerable.Repeat("name;mail", 1_000));
        File.WriteAllText(_folder["a.db"], text);

        SyncException fault = await RefusedAsync("a.db");

        Assert.Equal(FaultKind.StoreDamaged, fault.Kind);
        Assert.Contains("is not a store", fault.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_folder["a.db"]));
    }

    [Fact]
    public async Task A_damaged_store_is_refused()
    {
        await using (SqliteStore store = await OpenAsync("a.db"))
        {
        }

        using (FileStream file = File.OpenWrite(_folder["a.db"]))
        {
            file.SetLength(file.Length / 2);    // what a copy that broke off leaves
        }

        SyncException fault = await RefusedAsync("a.db");

        Assert.Equal(FaultKind.StoreDamaged, fault.Kind);
        Assert.Contains("is damaged", fault.Message, StringComparison.Ordinal);
    }

    [Theory]    // rows that no version of the program wrote
    [InlineData("delete from lease")]
    [InlineData("insert into pairs values ('k', 'callMade', '1', '2', 'h', '{', null, 0, 'r')")]
    [InlineData("insert into pairs values ('k', 'callMade', '1', '2', 'h', 'null', null, 0, 'r')")]
    [InlineData("insert into waiting values ('k', 'callMade', '1', 9223372036854775807, 0, 'x', 0, null)")]
    [InlineData("insert into runs values ('r', 0, null, 'x', 0, 0, 0, 0, 0, 0, '[]', 0, 0, 'Salesforce', null)")]
    public async Task Rows_that_cannot_be_read_are_a_damaged_store(string damage)
    {
        await using (SqliteStore made = await OpenAsync("a.db"))
        {
        }

        Change("a.db", damage);
        await using SqliteStore store = await OpenAsync("a.db");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(async () =>
        {
            await store.AcquireAsync("first", TimeSpan.FromHours(1), Cancel);
            await store.PairsAfterAsync(null, null, 9, Cancel);
            await store.WaitingAsync(null, 9, Cancel);
            await store.RunsAsync(9, Cancel);
        });

        Assert.Equal(FaultKind.StoreDamaged, fault.Kind);
    }

    [Theory]
    [InlineData(StoreMode.ReadWrite)]
    [InlineData(StoreMode.ReadOnly)]
    public async Task A_store_of_a_newer_version_is_refused_and_left_as_it_is(StoreMode mode)
    {
        await using (SqliteStore store = await OpenAsync("a.db"))
        {
        }

        Change("a.db", "pragma journal_mode = delete; pragma user_version = 99");
        byte[] before = File.ReadAllBytes(_folder["a.db"]);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => SqliteStore.OpenAsync(_folder["a.db"], mode, _clock, Cancel));

        Assert.Equal(FaultKind.StoreMismatch, fault.Kind);
        Assert.Contains("99", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder["a.db"]));
    }

    [Theory]
    [InlineData("create table customers (name text)")]
    [InlineData("create table customers (name text); pragma user_version = 1")]
    [InlineData("pragma application_id = 7; pragma user_version = 1")]
    public async Task The_database_of_another_program_is_refused_and_left_as_it_is(string made)
    {
        Change("a.db", made);
        byte[] before = File.ReadAllBytes(_folder["a.db"]);

        SyncException fault = await RefusedAsync("a.db");

        Assert.Equal(FaultKind.StoreUnavailable, fault.Kind);
        Assert.Contains("another program", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder["a.db"]));
    }

    [Fact]
    public async Task A_full_disk_leaves_what_was_recorded_before()
    {
        await using SqliteDatabase database = await SqliteDatabase.OpenAsync(_folder["a.db"], StoreMode.ReadWrite, _clock, Cancel);
        await database.WriteAsync(connection => connection.Execute("insert into binding values (1, '245', '00D')"), Cancel);
        await database.ReadAsync(connection => connection.Execute("pragma max_page_count = 1"), Cancel);    // as many as there are

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => database.WriteAsync(
            connection =>
            {
                connection.Execute("update binding set portalId = '7'");
                connection.Execute("insert into kinds values (zeroblob(1000000), 0)");
            },
            Cancel));

        Assert.Equal(FaultKind.StoreFull, fault.Kind);
        Assert.Contains("is full", fault.Message, StringComparison.Ordinal);
        Assert.Equal("245", await database.ReadAsync(connection => connection.ExecuteScalar<string>("select portalId from binding"), Cancel));
        await database.WriteAsync(connection => connection.Execute("update binding set portalId = '8'"), Cancel);    // and it goes on
    }

    [Theory]
    [InlineData(3, "cannot be written", FaultKind.StoreReadOnly)]
    [InlineData(5, "locked by another process", FaultKind.StoreLocked)]
    [InlineData(6, "locked by another process", FaultKind.StoreLocked)]
    [InlineData(8, "cannot be written", FaultKind.StoreReadOnly)]
    [InlineData(10, "failed", FaultKind.StoreUnavailable)]
    [InlineData(10, "full", FaultKind.StoreFull, 4874)]    // the shared memory of the log could not grow
    [InlineData(11, "damaged", FaultKind.StoreDamaged)]
    [InlineData(13, "full", FaultKind.StoreFull)]
    [InlineData(14, "cannot be opened", FaultKind.StoreUnavailable)]
    [InlineData(26, "is not a store", FaultKind.StoreDamaged)]
    [InlineData(21, "SQLite's code 21", FaultKind.StoreUnavailable)]
    public void Each_failure_of_SQLite_has_a_sentence_that_names_the_file(int code, string says, FaultKind kind, int extended = 0)
    {
        SyncException fault = SqliteFault.Of("/data/acme.db", new SqliteException("no more than this", code, extended == 0 ? code : extended));

        Assert.Equal((kind, "/data/acme.db"), (fault.Kind, fault.About));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains("'/data/acme.db'", fault.Message, StringComparison.Ordinal);
    }

    private async Task<SqliteStore> OpenAsync(params string[] names)
        => await SqliteStore.OpenAsync(_folder[names], StoreMode.ReadWrite, _clock, Cancel);

    private async Task<SyncException> RefusedAsync(params string[] names)
        => await Assert.ThrowsAsync<SyncException>(() => OpenAsync(names));

    private void Change(string name, string statements)
    {
        using SqliteConnection connection = new($"Data Source={_folder[name]};Pooling=False");
        connection.Execute(statements);
    }
}
