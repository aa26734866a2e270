using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The lease in a store's file: one row, whose epoch only ever grows.</summary>
internal static class SqliteLease
{
    /// <summary>Takes the lease when nobody holds it, its time is over, or its runner is known to be dead.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="runner">Who asks.</param>
    /// <param name="lasts">How long it holds.</param>
    /// <param name="now">The present.</param>
    /// <param name="isFileFree">Whether the file beside the store was free a moment ago: nobody who held it lives any more.</param>
    /// <param name="isPresent">Whether who asks holds that file now.</param>
    public static Lease Acquire(SqliteConnection connection, string runner, TimeSpan lasts, DateTimeOffset now, bool isFileFree, bool isPresent)
    {
        Row held = connection.QuerySingle<Row>("select epoch, runner, lasts, expiresAt, acquiredAt, isPresent from lease");

        // Who took over from a sleeper could not take the file, which the sleeper holds: the file says nothing of him.
        bool isHolderDead = isFileFree && held.IsPresent != 0;
        if (held.Runner is not null && held.ExpiresAt > now.UtcTicks && !isHolderDead)
        {
            throw new SyncException(
                FaultKind.LeaseHeld,
                held.Runner,
                $"Another runner, {held.Runner}, works on this store since {Time(held.AcquiredAt):u}; its lease holds until {Time(held.ExpiresAt):u} and is renewed while it runs. "
                + "Wait for it to end, here with -Wait (--wait).");
        }

        Lease lease = connection.QuerySingle<Lease>(
            """
            update lease set epoch = epoch + 1, runner = @runner, lasts = @lasts, expiresAt = @expiresAt, acquiredAt = @acquiredAt, isPresent = @isPresent
            returning runner, epoch
            """,
            new { runner, lasts = lasts.Ticks, expiresAt = (now + lasts).UtcTicks, acquiredAt = now.UtcTicks, isPresent });
        DateTimeOffset? seenAt = held.Epoch == 0 ? null : Time(held.ExpiresAt - held.Lasts);
        SqliteRuns.Interrupt(connection, seenAt ?? now);
        return lease with { PredecessorSeenAt = seenAt };
    }

    /// <summary>Refuses a lease that was given back or that another runner has taken over.</summary>
    /// <remarks>One that ran out and that nobody took is good: no other runner has done anything.</remarks>
    public static void Check(SqliteConnection connection, Lease lease)
    {
        if (connection.ExecuteScalar<long?>("select epoch from lease where runner is not null") != lease.Epoch)
        {
            throw new SyncException(
                FaultKind.LeaseLost,
                lease.Runner,
                $"The lease of {lease.Runner} is over and another runner may have taken the store. Nothing was changed; run again.");
        }
    }

    /// <summary>Makes the lease last from now on again.</summary>
    public static void Renew(SqliteConnection connection, DateTimeOffset now)
        => connection.Execute("update lease set expiresAt = lasts + @now", new { now = now.UtcTicks });

    /// <summary>Whether the lease is this runner's and not over; one that is this runner's and over can be renewed.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.LeaseLost"/>: another runner has it.</exception>
    public static bool Holds(SqliteConnection connection, Lease lease, DateTimeOffset now)
    {
        Check(connection, lease);
        return connection.ExecuteScalar<long>("select expiresAt from lease") > now.UtcTicks;
    }

    /// <summary>Gives the lease back, if it is still this one; when that was stays known.</summary>
    public static void Release(SqliteConnection connection, Lease lease, DateTimeOffset now)
        => connection.Execute("update lease set runner = null, expiresAt = lasts + @now where epoch = @Epoch", new { lease.Epoch, now = now.UtcTicks });

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private sealed record Row(long Epoch, string? Runner, long Lasts, long ExpiresAt, long AcquiredAt, long IsPresent);
}
