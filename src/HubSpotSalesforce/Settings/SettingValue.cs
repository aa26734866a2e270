namespace HubSpotSalesforce.Settings;

/// <summary>One value of the settings, by its dotted key.</summary>
public sealed record SettingValue
{
    /// <summary>The full path of the file.</summary>
    public required string File { get; init; }

    /// <summary>The dotted key, such as <c>limits.maxCreates</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What holds: what the file says, or the default; null for none.</summary>
    public object? Value { get; init; }

    /// <summary>Whether the file says it.</summary>
    public bool IsInFile { get; init; }
}
