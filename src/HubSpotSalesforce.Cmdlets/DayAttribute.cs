using System.Globalization;
using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Says what a day looks like, where one is given that PowerShell cannot read; all others stay as they are.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => inputData is null || LanguagePrimitives.TryConvertTo(inputData, typeof(DateTime), CultureInfo.InvariantCulture, out _)
            ? inputData
            : throw new ArgumentTransformationMetadataException($"'{inputData}' is no day. Give one such as 2026-10-01 or (Get-Date).AddDays(-7).");
}
