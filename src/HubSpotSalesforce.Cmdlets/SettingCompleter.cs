using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of what completes by the settings named on the command line, from what this machine has: no API is asked.</summary>
public abstract class SettingCompleter : IArgumentCompleter
{
    // PowerShell keeps what is caught among its errors, and pressing Tab is none.
    private const string FullPath = "param($path) try { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path) } catch { $global:Error.RemoveAt(0) }";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completion.Quietly(() => PathOf(fakeBoundParameters?["SettingPath"]?.ToString() ?? SettingCmdlet.DefaultPath) is { } settings
            ? Completion.Of(Task.Run(() => WordsAsync(settings, parameterName, fakeBoundParameters ?? new Hashtable())).GetAwaiter().GetResult(), wordToComplete)
            : []);

    /// <summary>Reads the words to choose from, in the order in which they are shown, each with what is told of it.</summary>
    /// <param name="settingPath">The settings file as a full path; it may not be there.</param>
    /// <param name="parameterName">The parameter that is completed.</param>
    /// <param name="bound">What stands on the command line already.</param>
    private protected abstract Task<(string Word, string ToolTip)[]> WordsAsync(string settingPath, string parameterName, IDictionary bound);

    // The current location is known to the runspace alone. Null for a path on a drive that is not there.
    private static string? PathOf(string path)
    {
        using PowerShell here = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return here.AddScript(FullPath).AddArgument(path).Invoke<string>().FirstOrDefault();
    }
}
