using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Turns words into what Tab shows of them.</summary>
internal static class Completion
{
    /// <summary>Ends what waits, as for a store that another program has locked: nobody waits for Tab.</summary>
    public static CancellationTokenSource Soon() => new(TimeSpan.FromMilliseconds(100));

    /// <summary>Returns what is found, and nothing where that fails: pressing Tab is no place for an error, and whatever is wrong, the command itself will say.</summary>
    public static IEnumerable<CompletionResult> Quietly(Func<IEnumerable<CompletionResult>> find)
    {
        try
        {
            return [.. find()];
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>Returns those that begin with what was typed; where none does, those that have it in them, and be it in the plural (<c>calls</c>).</summary>
    /// <param name="words">The words to choose from, as <see cref="Of"/> takes them.</param>
    /// <param name="typed">What stands there already, perhaps with an opening quote.</param>
    public static IEnumerable<CompletionResult> Near((string Word, string ToolTip)[] words, string? typed)
    {
        CompletionResult[] begun = [.. Of(words, typed)];
        string part = (typed ?? "").Trim('\'', '"').TrimEnd('s', 'S');
        return begun.Length > 0 ? begun : Of(words.Where(found => found.Word.Contains(part, StringComparison.OrdinalIgnoreCase)), "");
    }

    /// <summary>Returns those that begin with what was typed, then those of which a part behind a slash does, as the city of a time zone; quoted where PowerShell needs it.</summary>
    /// <param name="words">The words to choose from, each with what is told of it, in the order in which they are shown.</param>
    /// <param name="typed">What stands there already, perhaps with an opening quote.</param>
    public static IEnumerable<CompletionResult> Of(IEnumerable<(string Word, string ToolTip)> words, string? typed)
    {
        string begun = (typed ?? "").Trim('\'', '"');
        return words
            .Where(found => found.Word.StartsWith(begun, StringComparison.OrdinalIgnoreCase) || (begun.Length > 0 && found.Word.Contains('/' + begun, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(found => !found.Word.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .Select(found => new CompletionResult(Quoted(found.Word), found.Word, CompletionResultType.ParameterValue, found.ToolTip));
    }

    private static string Quoted(string word)
        => word.All(sign => char.IsLetterOrDigit(sign) || sign is '-' or '_' or '.' or '/' or ':') ? word : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
}
