using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Takes places where a secret is found, and never the secret: a value that was pasted is refused without being shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateSecretReferenceAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Schemes = ["env:", "file:", "secret:"];

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (!Schemes.Any(scheme => (arguments as string)?.StartsWith(scheme, StringComparison.Ordinal) == true && ((string)arguments).Length > scheme.Length))
        {
            throw new ValidationMetadataException("Say where the secret is found, not what it is: env:NAME, file:path or secret:vault/name.");
        }
    }
}
