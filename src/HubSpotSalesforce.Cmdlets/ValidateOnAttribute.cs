using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Refuses $false for a switch that chooses what the cmdlet does: left out and switched off would not be the same.</summary>
/// <param name="name">The switch.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateOnAttribute(string name) : ValidateArgumentsAttribute
{
    /// <summary>The switch.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (!LanguagePrimitives.IsTrue(arguments))
        {
            throw new ValidationMetadataException($"-{Name} chooses what is done and takes no $false: leave it out, and say what is wanted instead.");
        }
    }
}
