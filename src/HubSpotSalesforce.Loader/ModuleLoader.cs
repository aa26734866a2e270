using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace HubSpotSalesforce.Loader;

/// <summary>Keeps the core and its packages in a load context of their own, so that no module disturbs another's versions.</summary>
/// <remarks>
/// A nested module, and an assembly without references to the core: PowerShell runs it before it reads the types of the cmdlets.
/// It answers to one name; whatever the core needs, its own context finds under <c>core/</c> when it is first used.
/// </remarks>
public sealed class ModuleLoader : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string CoreName = "HubSpotSalesforce";

    // One for the process: types of a second copy would not be those the cmdlets were bound to.
    private static readonly Lazy<CoreContext> Context = new(
        () => new CoreContext(Path.Combine(Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!, "core", $"{CoreName}.dll")));

    /// <inheritdoc/>
    public void OnImport() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext asking, AssemblyName name)
        => name.Name == CoreName ? Context.Value.LoadFromAssemblyName(name) : null;

    private sealed class CoreContext : AssemblyLoadContext
    {
        private readonly AssemblyDependencyResolver _resolver;

        public CoreContext(string corePath)
            : base(CoreName)
            => _resolver = new AssemblyDependencyResolver(corePath);

        // What stands under core/ comes from there, whatever PowerShell or another module has loaded; the framework is shared.
        protected override Assembly? Load(AssemblyName assemblyName)
            => _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName)
            => _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;
    }
}
