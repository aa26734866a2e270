using System.Runtime.CompilerServices;

namespace HubSpotSalesforce.Simulator.Tests;

/// <summary>A fact about public client libraries, which <c>npm ci</c> brings to the folder <c>Clients</c> and Node.js runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientFactAttribute : FactAttribute
{
    private const string Missing = "run npm ci in tests/HubSpotSalesforce.Simulator.Tests/Clients";

    public ClientFactAttribute([CallerMemberName] string name = "")
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            DisplayName = $"{name} (skipped: {Missing})";
            Skip = Missing;
        }
    }

    public static string Folder { get; } = Ancestors(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, "Clients")).First(Directory.Exists);

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
