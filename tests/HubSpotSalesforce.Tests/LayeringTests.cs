using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace HubSpotSalesforce.Tests;

/// <summary>Who may use whom, read from the compiled assemblies.</summary>
public sealed class LayeringTests
{
    private const string Core = "HubSpotSalesforce";

    private static readonly string CorePath = Path.Combine(AppContext.BaseDirectory, "HubSpotSalesforce.dll");

    /// <summary>Mistakes that a walk over `using` lines would miss, each somewhere else in the metadata.</summary>
    private static readonly Dictionary<string, Action<ModuleDefinition>> Plants = new()
    {
        ["a call"] = core => Plant(core, "Planning.TimelinePlan", (il, _) => il.Create(OpCodes.Callvirt, core.ImportReference(Ours(core, "State.IStateStore").Methods[0]))),
        ["a type token"] = core => Plant(core, "Planning.TimelinePlan", (il, _) => il.Create(OpCodes.Ldtoken, Ours(core, "State.Lease"))),
        ["a local variable"] = core => Plant(core, "Planning.ContactWindow", (il, method) =>
        {
            method.Body.Variables.Add(new VariableDefinition(Ours(core, "State.Lease")));
            return il.Create(OpCodes.Nop);
        }),
        ["a caught exception"] = core => Plant(core, "Planning.ContactWindow", (il, method) =>
        {
            Instruction start = method.Body.Instructions[0];
            method.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
            {
                TryStart = start,
                TryEnd = start.Next,
                HandlerStart = start.Next,
                HandlerEnd = start.Next.Next,
                CatchType = Ours(core, "State.StoreBinding"),
            });
            return il.Create(OpCodes.Nop);
        }),
        ["a field"] = core => Ours(core, "Planning.TimelinePlan").Fields.Add(
            new FieldDefinition("_planted", FieldAttributes.Private, new ArrayType(Ours(core, "State.Lease")))),
        ["a generic argument"] = core => Ours(core, "Planning.TimelinePlan").Fields.Add(
            new FieldDefinition("_planted", FieldAttributes.Private, core.ImportReference(typeof(List<>)).MakeGenericInstanceType(Ours(core, "State.Lease")))),
        ["an attribute's argument"] = core =>
        {
            CustomAttribute planted = new(core.ImportReference(typeof(System.Diagnostics.DebuggerTypeProxyAttribute).GetConstructor([typeof(Type)])));
            planted.ConstructorArguments.Add(new CustomAttributeArgument(core.ImportReference(typeof(Type)), Ours(core, "State.Lease")));
            Ours(core, "Planning.TimelinePlan").CustomAttributes.Add(planted);
        },
        ["a base type"] = core => Ours(core, "Planning.TimelinePlan").BaseType = Ours(core, "State.SqliteStore"),
        ["a package"] = core => Plant(core, "Planning.TimelinePlan", (il, _) => il.Create(OpCodes.Ldtoken, core.ImportReference(typeof(Dapper.SqlMapper)))),
        ["an HTTP client"] = core => Plant(core, "Planning.TimelinePlan", (il, _) => il.Create(OpCodes.Ldtoken, core.ImportReference(typeof(HttpClient)))),
    };

    public static TheoryData<string> PlantedImports => [.. Plants.Keys];

    [Fact]
    public void Every_folder_of_the_core_uses_only_what_the_table_grants_it()
    {
        using ModuleDefinition core = ModuleDefinition.ReadModule(CorePath);

        Assert.Empty(Layers.Violations(core));
    }

    [Theory]
    [MemberData(nameof(PlantedImports))]
    public void A_planted_import_is_found(string plant)
    {
        using MemoryStream written = new();
        using (ModuleDefinition core = ModuleDefinition.ReadModule(CorePath))
        {
            Plants[plant](core);
            core.Write(written);
        }

        written.Position = 0;
        using ModuleDefinition planted = ModuleDefinition.ReadModule(written);

        Assert.Contains(Layers.Violations(planted), violation => violation.StartsWith("Planning.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HubSpotSalesforce")]
    [InlineData("HubSpotSalesforce.Worker")]
    [InlineData("HubSpotSalesforce.Simulator")]
    public void PowerShell_is_known_to_the_cmdlets_and_the_loader_alone(string assembly)
        => Assert.All(Built(assembly), module => Assert.DoesNotContain("System.Management.Automation", References(module)));

    [Fact]
    public void The_simulator_shares_no_code_with_the_core()
        => Assert.All(Built("HubSpotSalesforce.Simulator"), module => Assert.DoesNotContain(Core, References(module)));

    [Theory]
    [InlineData("HubSpotSalesforce.Cmdlets")]
    [InlineData("HubSpotSalesforce.Loader")]
    public void What_PowerShell_loads_brings_no_package_into_its_context(string assembly)
        => Assert.All(Built(assembly), module => Assert.All(
            References(module),
            name => Assert.True(name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard" or "mscorlib" or Core, $"{assembly} refers to {name}.")));

    private static string[] References(ModuleDefinition module) => [.. module.AssemblyReferences.Select(reference => reference.Name)];

    // What was built of it, in either configuration; nothing when it was not.
    private static ModuleDefinition[] Built(string assembly)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "HubSpotSalesforce.slnx")))
        {
            root = root.Parent;
        }

        string bin = Path.Combine(root!.FullName, "src", assembly, "bin");
        return Directory.Exists(bin)
            ? [.. Directory.EnumerateFiles(bin, assembly + ".dll", SearchOption.AllDirectories).Select(file => ModuleDefinition.ReadModule(new MemoryStream(File.ReadAllBytes(file))))]
            : [];
    }

    private static TypeDefinition Ours(ModuleDefinition core, string name) => core.GetType($"{Core}.{name}");

    private static void Plant(ModuleDefinition core, string type, Func<ILProcessor, MethodDefinition, Instruction> mistake)
    {
        MethodDefinition method = Ours(core, type).Methods.First(method => method.HasBody && method.Body.Instructions.Count > 5);
        ILProcessor il = method.Body.GetILProcessor();
        il.InsertBefore(method.Body.Instructions[0], mistake(il, method));
    }
}
