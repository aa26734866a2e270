using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes kinds of activity.</summary>
public sealed class KindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => ActivityKind.All
            .Where(kind => kind.Key.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(kind => new CompletionResult(kind.Key, kind.Key, CompletionResultType.ParameterValue, $"{kind.Key}: {kind.Subject}"));
}
