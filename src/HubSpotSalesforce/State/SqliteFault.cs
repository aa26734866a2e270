using Microsoft.Data.Sqlite;

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

    /// <summary>Whether another connection stands in the way, so that trying again may help.</summary>
    public static bool IsLocked(SqliteException error) => error.SqliteErrorCode is Busy or Locked;

    /// <summary>Whether a row stands there already.</summary>
    public static bool IsDuplicate(SqliteException error) => error.SqliteErrorCode == Constraint;

    /// <summary>Says what an error means for a store, and what to do next.</summary>
    public static SyncException Of(string path, SqliteException error)
        => new(FaultKind.StoreUnavailable, path, Sentence(path, error), error);

    private static string Sentence(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => $"The store '{path}' is locked by another process. End the program that has it open (a backup, a database browser, another run), then run again.",
        ReadOnly or Permission or Unauthorized => $"The store '{path}' cannot be written. Give this account write permission on the file and its folder, then run again.",
        CannotOpen => $"The store '{path}' cannot be opened. Check that the path leads to a file, and that this account may write to the file and its folder.",
        Full => $"The disk that holds the store '{path}' is full. Free space on it, then run again: what was recorded is intact.",
        InputOutput => $"The disk that holds the store '{path}' failed. Check the disk, move the store to a local one if it is on a network share, then run again.",
        Corrupt => $"The store '{path}' is damaged. Put a backup in its place, or move it away and rebuild the store from Salesforce.",
        NotADatabase => $"The file '{path}' is not a store. Check the path in the settings, or move the file away to begin with an empty store.",
        _ => $"The store '{path}' failed with SQLite's code {error.SqliteExtendedErrorCode}. Look the code up at https://sqlite.org/rescode.html, then run again.",
    };
}
