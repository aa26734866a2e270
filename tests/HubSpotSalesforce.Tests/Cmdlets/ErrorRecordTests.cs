using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>Where error records come from, read from what PowerShell loads.</summary>
public sealed class ErrorRecordTests(ModuleCode code) : IClassFixture<ModuleCode>
{
    /// <summary>What may be thrown: faults, which the base makes records of, and what PowerShell asks of an attribute or of what is stopped.</summary>
    private static readonly string[] Thrown =
    [
        "HubSpotSalesforce.SyncException",
        "System.Management.Automation.ArgumentTransformationMetadataException",
        "System.Management.Automation.ValidationMetadataException",
        "System.Management.Automation.PSInvalidCastException",    // inside the former: by it PowerShell goes on to its other parameters
        "System.Management.Automation.PipelineStoppedException",
    ];

    // The compiler puts it into iterators, where nobody meets it.
    private const string Unsupported = "System.NotSupportedException";

    [Fact]
    public void Error_records_are_made_by_the_catalogue_alone()
    {
        Assert.Empty(Made(code).Where(made => made.Type is "System.Management.Automation.ErrorRecord").Select(made => made.In).Except(["ErrorCatalogue.Record"]));
    }

    // Any other exception that leaves a cmdlet gets an ErrorId of PowerShell's own, and none of the catalogue.
    [Fact]
    public void Exceptions_that_are_made_are_faults_or_what_PowerShell_asks_for()
    {
        string[] others = [.. Made(code).Where(made => made.Type.EndsWith("Exception", StringComparison.Ordinal) && !Thrown.Contains(made.Type) && made.Type != Unsupported).Select(made => $"{made.In} makes {made.Type}")];

        Assert.True(others.Length == 0, string.Join(Environment.NewLine, others));
    }

    // What the compiler makes whole, such as the lists behind [..], is left out.
    private static IEnumerable<(string Type, string In)> Made(ModuleCode code)
        => new[] { code.Cmdlets, code.Loader }.SelectMany(module => module.GetTypes()).SelectMany(type => type.Methods)
            .Where(method => method.HasBody && !CallWalk.NameOf(method).StartsWith('<'))
            .SelectMany(method => method.Body.Instructions
                .Where(instruction => instruction.OpCode.Code == Code.Newobj)
                .Select(instruction => (((MethodReference)instruction.Operand).DeclaringType.FullName, CallWalk.NameOf(method))));
}
