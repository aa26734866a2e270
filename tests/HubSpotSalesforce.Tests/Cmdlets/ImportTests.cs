using Mono.Cecil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>What happens when the module is imported, read from what PowerShell loads.</summary>
public sealed class ImportTests(ModuleCode code) : IClassFixture<ModuleCode>
{
    /// <summary>All that the loader needs of .NET and PowerShell. What would write, wait, connect or ask stands outside.</summary>
    private static readonly string[] Needed =
    [
        "System.Action`1",
        "System.Func`1",
        "System.Func`3",
        "System.IntPtr",
        "System.Lazy`1",
        "System.Object",
        "System.String",
        "System.Type",
        "System.IO.Path",
        "System.Reflection.Assembly",
        "System.Reflection.AssemblyName",
        "System.Runtime.Loader.AssemblyDependencyResolver",
        "System.Runtime.Loader.AssemblyLoadContext",
    ];

    [Fact]
    public void The_loader_calls_nothing_that_writes_waits_or_connects()
    {
        string[] called =
        [
            .. code.Loader.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .Select(instruction => instruction.Operand).OfType<MethodReference>()
                .Select(method => method.DeclaringType.GetElementType())
                .Where(type => type.Scope != code.Loader)
                .Select(type => type.FullName)
                .Distinct().Order(StringComparer.Ordinal),
        ];

        Assert.Empty(called.Except(Needed));
    }

    [Fact]
    public void Nothing_but_the_loader_runs_when_the_module_is_imported()
    {
        TypeDefinition[] types = [.. code.Loader.GetTypes(), .. code.Cmdlets.GetTypes(), .. code.Core.GetTypes()];

        Assert.Equal(["ModuleLoader"], types.Where(type => type.Interfaces.Any(one => one.InterfaceType.Name == "IModuleAssemblyInitializer")).Select(type => type.Name));
        Assert.DoesNotContain(types, type => type.Name == "<Module>" && type.Methods.Any(method => method.IsConstructor));    // [ModuleInitializer]
    }

    // Beside the manifest stand two assemblies and no script (ModuleLayoutTests), and the manifest names no other.
    [Fact]
    public void The_manifest_names_the_cmdlets_and_the_loader_and_no_script()
    {
        string manifest = File.ReadAllText(Path.Combine(Repository.Module, "HubSpotSalesforce.psd1"));

        Assert.DoesNotContain("ScriptsToProcess", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("RequiredModules", manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("RequiredAssemblies", manifest, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\.psm?1\b", manifest);
    }
}
