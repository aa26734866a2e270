using System.Globalization;
using System.Management.Automation;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Says what a length of time looks like, where one is given that PowerShell cannot read, or that is less than none.</summary>
/// <remarks>A number alone is refused: PowerShell takes 10 for ten ten-millionths of a second, and '10' for ten days.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given switch
        {
            null => null,
            TimeSpan length when length >= TimeSpan.Zero => length,
            string text when text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan length) && length >= TimeSpan.Zero => length,
            _ => throw new ArgumentTransformationMetadataException($"'{Shown.Of($"{given}", 60)}' is no length of time. Give one such as 00:10:00 (ten minutes) or (New-TimeSpan -Minutes 10)."),
        };
    }
}
