using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of what completes by the settings that are named on the command line.</summary>
public abstract class SettingCompleter : IArgumentCompleter
{
    private const string FullPath = "param($path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            string settings = PathOf(fakeBoundParameters?["SettingPath"]?.ToString() ?? SettingCmdlet.DefaultPath);
            string word = wordToComplete.Trim('\'', '"');
            return [.. Task.Run(() => WordsAsync(settings)).GetAwaiter().GetResult()
                .Where(found => found.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(found => new CompletionResult(Quoted(found.Word), found.Word, CompletionResultType.ParameterValue, found.ToolTip))];
        }
        catch (Exception)    // pressing Tab is no place for an error: whatever is wrong, the command itself will say
        {
            return [];
        }
    }

    /// <summary>Reads the words to choose from, in the order in which they are shown, each with what is told of it.</summary>
    private protected abstract Task<(string Word, string ToolTip)[]> WordsAsync(string settings);

    private static string Quoted(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':')
        ? word
        : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";

    // The current location is known to the runspace alone.
    private static string PathOf(string path)
    {
        using PowerShell here = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return here.AddScript(FullPath).AddArgument(path).Invoke<string>()[0];
    }
}
