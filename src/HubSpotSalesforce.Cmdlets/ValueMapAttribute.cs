using System.Collections;
using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Takes an object without a type of its own, as it comes from JSON, for the table of its properties; all others stay as they are.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValueMapAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => inputData is PSObject { BaseObject: PSCustomObject } read
            ? new Hashtable(read.Properties.ToDictionary(property => property.Name, property => property.Value))
            : inputData;
}
