using System.Management.Automation;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Takes the settings keys of kinds of activity, in any case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateKindAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (ActivityKind.Find(element?.ToString() ?? "") is null)
        {
            throw new ValidationMetadataException($"There is no kind of activity '{element}'. The kinds are: {string.Join(", ", ActivityKind.All)}.");
        }
    }
}
