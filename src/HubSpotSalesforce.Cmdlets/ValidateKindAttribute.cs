using System.Management.Automation;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Takes the settings keys of kinds of activity, in any case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateKindAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <summary>Whether families of Salesforce are taken as well.</summary>
    public bool TakesFamilies { get; set; }

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string key = element?.ToString() ?? "";
        if (ActivityKind.Find(key) is null && (!TakesFamilies || ActivityFamily.Find(key) is null))
        {
            string families = TakesFamilies ? $" The families are: {string.Join(", ", ActivityFamily.All)}." : "";
            throw new ValidationMetadataException($"There is no kind of activity '{element}'. The kinds are: {string.Join(", ", ActivityKind.All)}.{families}");
        }
    }
}
