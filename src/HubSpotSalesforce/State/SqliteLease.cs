using Dapper;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.State;

/// <summary>The lease in a store's file: one row, whose epoch only ever grows.</summary>
internal static class SqliteLease
{
    /// <summary>Takes the lease when nobody holds it, its time is over, or its runner is known to be dead.</summary>
    public static Lease Acquire(SqliteConnection connection, string runner, TimeSpan lasts, DateTimeOffset now, bool isHolderDead)
    {
        Row held = connection.QuerySingle<Row>("select epoch, runner, expiresAt from lease");
        if (held.Runner is not null && held.ExpiresAt > now.UtcTicks && !isHolderDead)
        {
            DateTimeOffset until = new(held.ExpiresAt, TimeSpan.Zero);
            throw new SyncException(
                FaultKind.LeaseHeld,
                held.Runner,
                $"Another runner, {held.Runner}, works on this store; its lease holds until {until:u}. Wait for it to end; if it was killed, run again after that time.");
        }

        return connection.QuerySingle<Lease>(
            "update lease set epoch = epoch + 1, runner = @runner, lasts = @lasts, expiresAt = @expiresAt returning runner, epoch",
            new { runner, lasts = lasts.Ticks, expiresAt = (now + lasts).UtcTicks });
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

    /// <summary>Gives the lease back, if it is still this one.</summary>
    public static void Release(SqliteConnection connection, Lease lease)
        => connection.Execute("update lease set runner = null where epoch = @Epoch", new { lease.Epoch });

    private sealed record Row(long Epoch, string? Runner, long ExpiresAt);
}
