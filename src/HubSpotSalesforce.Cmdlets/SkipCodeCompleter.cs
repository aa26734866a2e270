using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the codes with which activities are skipped.</summary>
public sealed class SkipCodeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completion.Of(Enum.GetNames<SkipCode>().Select(code => (code, code)), wordToComplete);
}
