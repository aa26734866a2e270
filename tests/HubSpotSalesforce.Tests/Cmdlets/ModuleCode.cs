using Mono.Cecil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>The compiled code of the module as it is laid out: loader, cmdlets and core.</summary>
public sealed class ModuleCode : IDisposable
{
    // As the attribute's blob writes it (ECMA-335, II.23.3). PowerShell's own assembly, by which Cecil would read it, is not beside the tests.
    private static readonly byte[] AsksIsTrue = [0x54, 0x02, (byte)"SupportsShouldProcess".Length, .. "SupportsShouldProcess"u8, 0x01];

    private readonly DefaultAssemblyResolver _resolver = new();
    private readonly Dictionary<string, ModuleDefinition> _modules = [];

    public ModuleCode()
    {
        _resolver.AddSearchDirectory(Path.Combine(Repository.Module, "core"));
        Loader = Read("HubSpotSalesforce.Loader.dll");
        Cmdlets = Read("HubSpotSalesforce.Cmdlets.dll");
        Core = Read("core/HubSpotSalesforce.dll");
    }

    public ModuleDefinition Loader { get; }

    public ModuleDefinition Cmdlets { get; }

    public ModuleDefinition Core { get; }

    /// <summary>The classes of the cmdlets, by name.</summary>
    public IReadOnlyList<TypeDefinition> CmdletTypes => [.. Cmdlets.GetTypes().Where(type => CmdletOf(type) is not null).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The classes that complete an argument, by name.</summary>
    public IReadOnlyList<TypeDefinition> CompleterTypes => [.. Cmdlets.GetTypes().Where(type => !type.IsAbstract && Completes(type)).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>Whether a cmdlet says that it asks.</summary>
    public static bool Asks(TypeDefinition type) => CmdletOf(type)!.GetBlob().AsSpan().IndexOf(AsksIsTrue) >= 0;

    /// <summary>The type that a reference means, where it is one of the module; else null.</summary>
    public TypeDefinition? Ours(TypeReference? type)
        => type is not null and not GenericParameter && type.GetElementType() is { } element && _modules.ContainsKey(ModuleOf(element)) ? element.Resolve() : null;

    /// <summary>The method that a reference means, where it is one of the module; else null.</summary>
    public MethodDefinition? Ours(MethodReference method) => Ours(method.DeclaringType) is null ? null : method.Resolve();

    public void Dispose()
    {
        foreach (ModuleDefinition module in _modules.Values)
        {
            module.Dispose();
        }

        _resolver.Dispose();
    }

    private bool Completes(TypeDefinition? type)
        => type is not null && (type.Interfaces.Any(one => one.InterfaceType.Name is "IArgumentCompleter" or "IArgumentCompleterFactory") || Completes(Ours(type.BaseType)));

    private static CustomAttribute? CmdletOf(TypeDefinition type)
        => type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == "System.Management.Automation.CmdletAttribute");

    private static string ModuleOf(TypeReference type)
        => type.Scope is ModuleDefinition module ? module.Assembly.Name.Name : type.Scope.Name;

    private ModuleDefinition Read(string file)
    {
        // From memory: somebody may build while the tests look.
        ModuleDefinition module = ModuleDefinition.ReadModule(
            new MemoryStream(File.ReadAllBytes(Path.Combine(Repository.Module, file))), new ReaderParameters { AssemblyResolver = _resolver });
        return _modules[module.Assembly.Name.Name] = module;
    }
}
