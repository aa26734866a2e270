using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the names of connections: those of this process, and those the user saved.</summary>
public sealed class ProfileCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            IEnumerable<(string Word, string ToolTip)> names =
            [
                .. SessionProfile.All().Select(profile => (profile.Name, $"{profile.Name} (this process)")),
                .. new ProfileFile(new RunHost().Environment).All().Select(profile => (profile.Name, $"{profile.Name} (saved)")),
            ];
            return [.. Completion.Of(names.DistinctBy(name => name.Word, StringComparer.OrdinalIgnoreCase), wordToComplete)];
        }
        catch (Exception)    // pressing Tab is no place for an error: whatever is wrong, the command itself will say
        {
            return [];
        }
    }
}
