using System.Collections;
using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Says that one word is taken, where a list is given.</summary>
/// <param name="example">A word that is taken.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneWordAttribute(string example) : ArgumentTransformationAttribute
{
    /// <summary>A word that is taken.</summary>
    public string Example { get; } = example;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IList { Count: > 1 } words
            ? throw new ArgumentTransformationMetadataException($"It takes one word, such as {Example}, not a list of {words.Count}. For several, run the command once with each.")
            : inputData;
}
