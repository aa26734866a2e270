using Mono.Cecil;

namespace HubSpotSalesforce.Tests.Cmdlets;

/// <summary>What changes something outside the process, or what the session remembers: a cmdlet that comes to it asks before.</summary>
/// <remarks>Whatever is not known to read only is taken for a change.</remarks>
internal static class Changes
{
    /// <summary>Types of .NET and PowerShell that change something, with the beginnings of the members that only look.</summary>
    private static readonly Dictionary<string, string[]> Looking = new()
    {
        ["System.IO.File"] = ["Exists", "Read", "OpenRead", "OpenText", "Get", "ResolveLinkTarget"],
        ["System.IO.Directory"] = ["Exists", "Enumerate", "Get", "ResolveLinkTarget"],
        ["System.IO.FileInfo"] = [".ctor", "get_", "OpenRead", "OpenText"],
        ["System.IO.DirectoryInfo"] = [".ctor", "get_", "Enumerate", "Get"],
        ["System.IO.FileSystemInfo"] = ["get_", "Refresh", "ResolveLinkTarget"],
        ["System.IO.FileStream"] = ["get_", "Read", "Flush"],
        ["System.Diagnostics.Process"] = ["get_", "GetCurrentProcess"],
        ["System.Environment"] = ["get_", "Get", "Expand"],
        ["System.Net.Http.HttpMethod"] = ["get_Get", "get_Head", "get_Method", "op_", "Equals", "ToString", "GetHashCode"],
        ["System.Management.Automation.ItemCmdletProviderIntrinsics"] = ["Get", "Exists", "IsContainer"],
        ["System.Management.Automation.ContentCmdletProviderIntrinsics"] = ["GetReader"],
        ["System.Management.Automation.PropertyCmdletProviderIntrinsics"] = ["Get"],
        ["System.Management.Automation.PSVariableIntrinsics"] = ["Get"],
        ["System.Management.Automation.CommandInvocationIntrinsics"] = ["Get", "ExpandString"],
        ["System.Management.Automation.PowerShell"] = ["Dispose", "get_"],
    };

    /// <summary>Members of the module that change what the session remembers.</summary>
    private static readonly string[] Remembering = ["SessionConnection.set_HubSpot", "SessionConnection.set_Salesforce", "SessionProfile.Keep"];

    /// <summary>What comes to such a member and changes nothing that anybody has to be asked about.</summary>
    public static IReadOnlyDictionary<string, string> Harmless { get; } = new Dictionary<string, string>
    {
        ["SettingText.Read"] = "opens a settings file to read it",
        ["EnvironmentSecrets.TextAsync"] = "opens a secret's file to read it",
        ["HubSpotClient.TokenAsync"] = "posts a token to be told what it may do",
        ["HubSpotClient.PostAsync"] = "posts a search or a batch of ids; what writes goes by WriteAsync",
        ["SalesforceSession.FetchAsync"] = "posts credentials to sign in",
        ["PipelineSecrets.AskVault"] = "runs Get-Secret",
        ["OrgWords.Keep"] = "keeps what Tab shows",
        ["SqliteFile.MakeFolder"] = "makes the folder of a store that is opened to be written, which only what takes a lease does",
        ["SqlitePresence.TryTake"] = "is the mark of a lease",
        ["RunBooks.AcquireAsync"] = "takes a lease, as who may write does before it writes",
        ["RunBooks.TryRenewAsync"] = "keeps a lease",
        ["RunBooks.HoldAsync"] = "keeps a lease",
        ["RunBooks.DisposeAsync"] = "gives a lease back",
        ["RunBooks.BindAsync"] = "writes under a lease; a lookup has none",
        ["ContactLinker.SaveAsync"] = "writes under a lease; a lookup has none",
    };

    /// <summary>Whether a method calls what changes something.</summary>
    /// <remarks>A store counts where it is asked for something, and not again in what it does for that.</remarks>
    public static bool IsOne(MethodDefinition from, MethodReference to) => IsOne(to) && !CallWalk.NameOf(from).StartsWith("SqliteStore.", StringComparison.Ordinal);

    private static bool IsOne(MethodReference method)
    {
        TypeReference type = method.DeclaringType.GetElementType();
        return Looking.TryGetValue(type.FullName, out string[]? looking) ? !looking.Any(begun => method.Name.StartsWith(begun, StringComparison.Ordinal))
            : type.FullName == "System.IO.StreamWriter" ? method.Name == ".ctor" && method.Parameters[0].ParameterType.FullName == "System.String"
            : IsOfStore(method) || Remembering.Contains($"{type.Name}.{method.Name}");
    }

    // Every method of a store that writes takes the lease.
    private static bool IsOfStore(MethodReference method)
        => method.DeclaringType.Name is "IStateStore" or "SqliteStore"
            && (method.Name == "AcquireAsync" || method.Parameters.Any(parameter => parameter.ParameterType.Name == "Lease"));
}
