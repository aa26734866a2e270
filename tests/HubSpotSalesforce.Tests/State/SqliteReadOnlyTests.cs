using Dapper;
using HubSpotSalesforce.State;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.Tests.State;

/// <summary>A store opened for a plan: it reads everything and stores nothing.</summary>
public sealed class SqliteReadOnlyTests : IDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();
    private readonly JumpingClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_leaves_the_folder_as_it_was()
    {
        await WriteAsync();
        byte[] before = File.ReadAllBytes(_folder["a.db"]);
        string[] files = Directory.GetFiles(_folder.FullName);

        await using (SqliteStore plan = await OpenAsync(StoreMode.ReadOnly))
        {
            Assert.True(await plan.HasPairsAsync(Cancel));
        }

        Assert.Equal(before, File.ReadAllBytes(_folder["a.db"]));
        Assert.Equal(files.Order(), Directory.GetFiles(_folder.FullName).Order());
    }

    [Fact]
    public async Task A_plan_sees_what_a_run_is_writing_and_leaves_its_files_as_they_were()
    {
        await using SqliteStore run = await OpenAsync(StoreMode.ReadWrite);
        Lease lease = await run.AcquireAsync("first", TimeSpan.FromHours(1), Cancel);
        await using SqliteStore plan = await OpenAsync(StoreMode.ReadOnly);
        Assert.False(await plan.HasPairsAsync(Cancel));
        await run.SettleAsync(lease, "run-1", [Examples.Written(Examples.Intent("hs-call-1"))], Cancel);
        (long, long) before = (Length("a.db"), Length("a.db-wal"));

        Assert.True(await plan.HasPairsAsync(Cancel));
        await plan.DisposeAsync();

        Assert.Equal(before, (Length("a.db"), Length("a.db-wal")));
    }

    [Fact]
    public async Task A_plan_sees_what_a_killed_run_left_in_its_log_and_leaves_it_there()
    {
        await using SqliteStore run = await OpenAsync(StoreMode.ReadWrite);
        Lease lease = await run.AcquireAsync("first", TimeSpan.FromHours(1), Cancel);
        await run.SettleAsync(lease, "run-1", [Examples.Written(Examples.Intent("hs-call-1"))], Cancel);
        _folder.CopyShared("a.db", "killed.db");
        _folder.CopyShared("a.db-wal", "killed.db-wal");
        byte[] before = [.. File.ReadAllBytes(_folder["killed.db"]), .. File.ReadAllBytes(_folder["killed.db-wal"])];

        await using (SqliteStore plan = await SqliteStore.OpenAsync(_folder["killed.db"], StoreMode.ReadOnly, _clock, Cancel))
        {
            Assert.True(await plan.HasPairsAsync(Cancel));
        }

        byte[] after = [.. File.ReadAllBytes(_folder["killed.db"]), .. File.ReadAllBytes(_folder["killed.db-wal"])];
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_plan_reads_a_store_of_an_older_version_and_leaves_it_as_it_is()
    {
        await WriteAsync();
        using (SqliteConnection old = new($"Data Source={_folder["a.db"]};Pooling=False"))
        {
            old.Open();
            old.Execute("""
                pragma journal_mode = delete; drop table formers; drop table jobs; alter table issues drop column payloadHash;
                alter table lease drop column acquiredAt; alter table lease drop column isPresent;
                drop index runsOfUndone; alter table runs drop column undoes; pragma user_version = 2
                """);
        }

        byte[] before = File.ReadAllBytes(_folder["a.db"]);

        await using (SqliteStore plan = await OpenAsync(StoreMode.ReadOnly))
        {
            Assert.True(await plan.HasPairsAsync(Cancel));
            Assert.Empty(await plan.JobsAsync(Cancel));
            Assert.Empty(await plan.IssuesAsync(9, Cancel));
            Assert.All(await plan.RunsAsync(9, Cancel), run => Assert.Null(run.Undoes));
        }

        Assert.Equal(before, File.ReadAllBytes(_folder["a.db"]));
        await using SqliteStore run = await OpenAsync(StoreMode.ReadWrite);    // and a run brings it up to date
        Assert.True(await run.HasPairsAsync(Cancel));
        await run.AcquireAsync("second", TimeSpan.FromHours(1), Cancel);
    }

    [Fact]
    public async Task A_store_that_does_not_exist_is_empty_and_is_not_made()
    {
        await using (SqliteStore plan = await OpenAsync(StoreMode.ReadOnly))
        {
            Assert.False(await plan.HasPairsAsync(Cancel));
            Assert.Null(await plan.BindingAsync(Cancel));
            Assert.Empty(await plan.WaitingAsync(null, 10, Cancel));
        }

        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_store_whose_making_was_cut_short_is_empty()
    {
        File.WriteAllBytes(_folder["a.db"], []);

        await using SqliteStore plan = await OpenAsync(StoreMode.ReadOnly);

        Assert.False(await plan.HasPairsAsync(Cancel));
    }

    [Fact]
    public async Task Methods_that_write_are_refused()
    {
        await WriteAsync();
        await using SqliteStore plan = await OpenAsync(StoreMode.ReadOnly);
        Lease lease = new("first", 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => plan.AcquireAsync("plan", TimeSpan.FromHours(1), Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => plan.ReserveAsync(lease, "run-1", [Examples.Intent("hs-call-2")], Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => plan.ReleaseAsync(lease, Cancel));
    }

    [Fact]
    public async Task Even_a_statement_that_writes_is_refused_by_the_connection()
    {
        await WriteAsync();
        await using SqliteDatabase plan = await SqliteDatabase.OpenAsync(_folder["a.db"], StoreMode.ReadOnly, _clock, Cancel);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(
            () => plan.ReadAsync(connection => connection.Execute("delete from pairs"), Cancel));

        Assert.IsType<SqliteException>(fault.InnerException);
        Assert.Contains("cannot be written", fault.Message, StringComparison.Ordinal);
    }

    private async Task WriteAsync()
    {
        await using SqliteStore run = await OpenAsync(StoreMode.ReadWrite);
        Lease lease = await run.AcquireAsync("first", TimeSpan.FromHours(1), Cancel);
        await run.SettleAsync(lease, "run-1", [Examples.Written(Examples.Intent("hs-call-1"))], Cancel);
    }

    private async Task<SqliteStore> OpenAsync(StoreMode mode) => await SqliteStore.OpenAsync(_folder["a.db"], mode, _clock, Cancel);

    private long Length(string name) => new FileInfo(_folder[name]).Length;
}
