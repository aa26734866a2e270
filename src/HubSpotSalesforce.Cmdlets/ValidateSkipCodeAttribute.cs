using System.Management.Automation;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Takes the codes with which activities are skipped, in any case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateSkipCodeAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (!Enum.GetNames<SkipCode>().Contains(element?.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException($"No activity is skipped as '{element}'. The codes are: {string.Join(", ", Enum.GetNames<SkipCode>())}.");
        }
    }
}
