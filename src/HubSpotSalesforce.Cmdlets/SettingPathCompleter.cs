using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes files and folders, those first that can be settings by their name.</summary>
public sealed class SettingPathCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completion.Quietly(() => CompletionCompleters.CompleteFilename(wordToComplete).OrderBy(found => IsYaml(found.ListItemText) ? 0 : 1));

    private static bool IsYaml(string name)
        => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
