using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the kinds of HubSpot's activities and the families of Salesforce's.</summary>
public sealed class KindOrFamilyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Completion.Near(
            [.. TimelineRun.AvailableKinds.Select(kind => (kind, $"{kind}, from HubSpot")).Concat(RecordRun.AvailableFamilies.Select(family => (family, $"{family}, from Salesforce")))],
            wordToComplete);
}
