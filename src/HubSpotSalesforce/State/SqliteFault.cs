using System.Data;
using Microsoft.Data.Sqlite;
using Newtonsoft.Json;

namespace HubSpotSalesforce.State;

/// <summary>What SQLite's errors mean to the one who runs a sync.</summary>
internal static class SqliteFault
{
    // Primary result codes: https://sqlite.org/rescode.html
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int Unauthorized = 23;
    private const int NotADatabase = 26;

    // Extended: the shared memory beside the log could not grow. On a file system without room left this comes before "full".
    private const int NoRoomForIndex = 4874;

    /// <summary>Whether another connection stands in the way, so that trying again may help.</summary>
    public static bool IsLocked(SqliteException error) => error.SqliteErrorCode is Busy or Locked;

    /// <summary>Whether a row stands there already.</summary>
    public static bool IsDuplicate(SqliteException error) => error.SqliteErrorCode == Constraint;

    /// <summary>Whether a row holds what this program never wrote: a text that is no JSON, a number that is no time, a row too many or too few.</summary>
    public static bool IsOdd(Exception error)
        => error is DataException or InvalidCastException or JsonException or ArgumentOutOfRangeException
            || (error is InvalidOperationException and not ObjectDisposedException);

    /// <summary>The fault of such a row.</summary>
    public static SyncException Damaged(string path, Exception error) => new(FaultKind.StoreDamaged, path, $"The store '{path}' holds rows that no version of this program wrote. {Rebuild}", error);

    /// <summary>Says what an error means for a store, and what to do next.</summary>
    public static SyncException Of(string path, SqliteException error)
        => new(Kind(error), path, Sentence(path, error), error);

    private static FaultKind Kind(SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => FaultKind.StoreLocked,
        ReadOnly or Permission or Unauthorized => FaultKind.StoreReadOnly,
        Corrupt or NotADatabase => FaultKind.StoreDamaged,
        _ => IsFull(error) ? FaultKind.StoreFull : FaultKind.StoreUnavailable,
    };

    private static bool IsFull(SqliteException error) => error.SqliteErrorCode == Full || error.SqliteExtendedErrorCode == NoRoomForIndex;

    private const string Rebuild = "Put a backup in its place; without one, move it away and rebuild it from the tasks in Salesforce: Compare-SyncState -Rebuild (compare --rebuild).";

    private static string Sentence(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => $"The store '{path}' is locked by another process. End the program that has it open (a backup, a database browser, another run), then run again.",
        ReadOnly or Permission or Unauthorized => $"The store '{path}' cannot be written. Give this account write permission on the file and its folder, then run again.",
        CannotOpen => $"The store '{path}' cannot be opened. Check that the path leads to a file, and that this account may write to the file and its folder.",
        _ when IsFull(error) => $"The disk that holds the store '{path}' is full. Free space on it, then run again: what was recorded is intact.",
        InputOutput => $"The disk that holds the store '{path}' failed. Check the disk, move the store to a local one if it is on a network share, then run again.",
        Corrupt => $"The store '{path}' is damaged. {Rebuild}",
        NotADatabase => $"The file '{path}' is not a store, or its beginning is damaged. Check the path in the settings, put a backup in its place, or move it away and rebuild the store: Compare-SyncState -Rebuild (compare --rebuild).",
        _ => $"The store '{path}' failed with SQLite's code {error.SqliteExtendedErrorCode}. Look the code up at https://sqlite.org/rescode.html, then run again.",
    };
}
