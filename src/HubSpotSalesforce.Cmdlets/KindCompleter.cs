using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the kinds of activity that this version can take.</summary>
public sealed class KindCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => TimelineRun.AvailableKinds
            .Where(kind => kind.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(kind => new CompletionResult(kind, kind, CompletionResultType.ParameterValue, $"{kind} (subject {ActivityKind.Named(kind).Subject})"));
}
