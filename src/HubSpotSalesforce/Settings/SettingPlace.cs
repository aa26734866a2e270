using System.Globalization;

namespace HubSpotSalesforce.Settings;

/// <summary>Where a setting is written.</summary>
/// <param name="File">The full path of the settings file.</param>
/// <param name="Line">The line in it, from 1; 0 for a value that is not in the file.</param>
/// <param name="Column">The column in it, from 1, in characters; 0 for a value that is not in the file.</param>
/// <param name="Key">The dotted key, such as <c>hubspot.token</c>; empty for the file as a whole.</param>
public sealed record SettingPlace(string File, int Line, int Column, string Key)
{
    /// <summary>What set the value instead of the file, such as <c>environment variable HUBSPOT_SALESFORCE_STATE_PATH</c>; null for the file.</summary>
    public string? Override { get; init; }

    /// <summary>The place as an error begins with it: <c>file(line,column)</c>, or the name of what set the value.</summary>
    public override string ToString() => this switch
    {
        { Override: { } source } => source,
        { Line: 0 } => File,
        _ => string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column})"),
    };
}
