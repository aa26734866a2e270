namespace HubSpotSalesforce.Tests;

/// <summary>The anonymised activity of a real portal, where the environment variable REAL_PORTAL says it lies.</summary>
internal static class RealPortal
{
    public static string? Folder => Environment.GetEnvironmentVariable("REAL_PORTAL") is { Length: > 0 } folder ? folder : null;
}

/// <summary>A test that needs the real portal; without it, the test is skipped under a name that says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealPortalFactAttribute : FactAttribute
{
    public RealPortalFactAttribute([System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        if (RealPortal.Folder is null)
        {
            Skip = "REAL_PORTAL does not name a portal folder.";
            DisplayName = $"NOT RUN, REAL_PORTAL is not set: {name}";
        }
    }
}
