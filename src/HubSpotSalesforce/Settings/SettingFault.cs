using System.Globalization;

namespace HubSpotSalesforce.Settings;

/// <summary>One thing that is wrong in a settings file.</summary>
/// <param name="File">The full path of the file, or the environment variable or parameter that set the value.</param>
/// <param name="Line">The line, from 1; 0 when the fault is not in a line of the file.</param>
/// <param name="Column">The column, from 1, in characters; 0 when the fault is not in a line of the file.</param>
/// <param name="Key">The dotted key it is about; empty for the file as a whole.</param>
/// <param name="Message">What is wrong, as a sentence; never holds a secret.</param>
/// <param name="Suggestion">What to do about it, as a sentence.</param>
public sealed record SettingFault(string File, int Line, int Column, string Key, string Message, string Suggestion)
{
    /// <summary>The fault as one line: place, what, what to do.</summary>
    public override string ToString() => Line == 0
        ? $"{File}: {Message} {Suggestion}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Message} {Suggestion}");
}
