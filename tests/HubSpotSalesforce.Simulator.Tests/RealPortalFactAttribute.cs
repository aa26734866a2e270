using System.Runtime.CompilerServices;

namespace HubSpotSalesforce.Simulator.Tests;

/// <summary>A fact about the real portal, whose folder the environment variable <c>REAL_PORTAL</c> names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealPortalFactAttribute : FactAttribute
{
    public RealPortalFactAttribute([CallerMemberName] string name = "")
    {
        if (!Directory.Exists(Folder))
        {
            DisplayName = $"{name} (skipped: REAL_PORTAL names no portal folder)";
            Skip = "REAL_PORTAL names no portal folder.";
        }
    }

    public static string? Folder => Environment.GetEnvironmentVariable("REAL_PORTAL");
}
