using System.Globalization;
using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Says what a moment looks like, where one is given that PowerShell cannot read; all others stay as they are.</summary>
/// <remarks>For stretches of time that are looked at: as with other cmdlets, a day without an offset is one of this machine. What is written to a settings file is a day of its time zone, and given as <c>GivenMoment</c>.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MomentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => inputData is null || LanguagePrimitives.TryConvertTo(inputData, typeof(DateTimeOffset), CultureInfo.InvariantCulture, out _)
            ? inputData
            : throw new ArgumentTransformationMetadataException($"'{inputData}' is no moment. Give one such as 2026-10-01, 2026-10-01T08:00:00Z or (Get-Date).AddDays(-7).");
}
