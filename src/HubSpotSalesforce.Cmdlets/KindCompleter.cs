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
        => Completion.Near([.. TimelineRun.AvailableKinds.Select(kind => (kind, $"{kind} (subject {ActivityKind.Named(kind).Subject})"))], wordToComplete);
}
