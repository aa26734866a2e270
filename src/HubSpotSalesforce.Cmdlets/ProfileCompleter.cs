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
        => Completion.Quietly(() => Completion.Of(Names().DistinctBy(name => name.Word, StringComparer.OrdinalIgnoreCase), wordToComplete));

    private static IEnumerable<(string Word, string ToolTip)> Names() =>
    [
        .. SessionProfile.All().Select(profile => (profile.Name, $"{profile.Name} (this process)")),
        .. new ProfileFile(new RunHost().Environment).All().Select(profile => (profile.Name, $"{profile.Name} (saved)")),
    ];
}
