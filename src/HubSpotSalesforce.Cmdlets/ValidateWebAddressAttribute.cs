using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Takes whole addresses only; whether one is safe to use is told by what uses it.</summary>
/// <param name="example">An address that is taken.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateWebAddressAttribute(string example) : ValidateArgumentsAttribute
{
    /// <summary>An address that is taken.</summary>
    public string Example { get; } = example;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if ((arguments is PSObject wrapped ? wrapped.BaseObject : arguments) is Uri { IsAbsoluteUri: false } part)
        {
            throw new ValidationMetadataException($"'{part.OriginalString}' is no whole address. Give one such as {Example}.");
        }
    }
}
