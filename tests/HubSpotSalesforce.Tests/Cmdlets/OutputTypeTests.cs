using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>What cmdlets say they write against the types that their compiled code hands to <c>WriteObject</c>.</summary>
public sealed class OutputTypeTests(ModuleCode code) : IClassFixture<ModuleCode>
{
    /// <summary>Methods that write what PowerShell makes of something, and what that is.</summary>
    private static readonly Dictionary<string, string> Made = new() { ["SyncCmdlet.WriteFile"] = "System.IO.FileInfo" };

    public static TheoryData<string> Cmdlets => ConsentTests.Cmdlets;

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_writes_the_types_it_says_and_no_others(string name)
    {
        TypeDefinition type = code.CmdletTypes.Single(type => type.Name == name);

        string[] written = [.. CallWalk.Of(code, type).Reached.Where(method => method.HasBody).SelectMany(Written).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal([.. Said(type).Order(StringComparer.Ordinal)], written);
    }

    private static IEnumerable<string> Said(TypeDefinition type)
        => type.CustomAttributes.Where(attribute => attribute.AttributeType.FullName == "System.Management.Automation.OutputTypeAttribute")
            .SelectMany(attribute => (CustomAttributeArgument[])attribute.ConstructorArguments[0].Value)
            .Select(argument => argument.Value is TypeReference said ? said.FullName : $"'{argument.Value}', a name instead of a type");

    private static IEnumerable<string> Written(MethodDefinition method)
        => Made.TryGetValue(CallWalk.NameOf(method), out string? made)
            ? [made]
            : StackTypes.CallsOf(method).Where(call => IsWriting((MethodReference)call.Call.Operand)).SelectMany(call => Written(method, call.Call, call.Arguments));

    private static IEnumerable<string> Written(MethodDefinition method, Instruction call, TypeReference[][] arguments)
    {
        bool isEnumerated = arguments.Length == 2 && call.Previous.OpCode.Code != Code.Ldc_I4_0;
        return arguments[0].Length == 0
            ? [$"something in {CallWalk.NameOf(method)} that cannot be told: give it to WriteObject as a variable of its type"]
            : arguments[0].Select(type => isEnumerated ? ElementOf(type) : type).Select(type => type.FullName);
    }

    private static bool IsWriting(MethodReference method) => method.Name == "WriteObject" && method.DeclaringType.Namespace == "System.Management.Automation";

    private static TypeReference ElementOf(TypeReference type) => type switch
    {
        ArrayType array => array.ElementType,
        GenericInstanceType { GenericArguments: [var element] } => element,
        _ => type,
    };
}
