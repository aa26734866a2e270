namespace HubSpotSalesforce.Settings;

/// <summary>Where journal, pairs and cursors are kept.</summary>
public sealed record StoreSetting
{
    /// <summary>What kind of store it is: <c>sqlite</c>.</summary>
    public string Kind { get; init; } = "sqlite";

    /// <summary>The full path of the SQLite file; a relative one in the file starts at the folder of the settings file.</summary>
    public required string Path { get; init; }

    /// <summary>How long runs and what they skipped are kept; 90 days by default, and of younger runs the last 1,000.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Where the connection string of a database server is found; null for SQLite.</summary>
    public SecretReference? Connection { get; init; }
}
