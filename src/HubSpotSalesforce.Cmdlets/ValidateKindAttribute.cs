using System.Management.Automation;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;

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
            throw new ValidationMetadataException(UnknownKind.Sentence(key, TakesFamilies));
        }
    }
}
