using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>The API versions in service: three a year.</summary>
/// <remarks>[RESTDoc] version list and [SOAP-EOL], End-of-Life Policy, read 2026-11-21.</remarks>
internal static class ApiVersions
{
    /// <summary>The oldest version in service.</summary>
    public const int Oldest = 31;

    /// <summary>The newest version in service.</summary>
    public const int Newest = 67;

    /// <summary>The number in a path part such as <c>v67.0</c>.</summary>
    /// <exception cref="ApiFault">410 for a retired version, 404 for what never was one.</exception>
    public static int Parse(string part)
    {
        bool known = part.StartsWith('v') && part.EndsWith(".0", StringComparison.Ordinal)
            && int.TryParse(part.AsSpan(1, part.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        int version = known ? int.Parse(part.AsSpan(1, part.Length - 3), CultureInfo.InvariantCulture) : Newest + 1;
        return version switch
        {
            > Newest => throw ApiFault.NotFound(),
            < Oldest => throw new ApiFault(410, "GONE", "The requested API version is no longer supported, please use a newer version"),
            _ => version,
        };
    }

    /// <summary>All versions, oldest first.</summary>
    public static JsonArray List() => new([.. Enumerable.Range(Oldest, Newest - Oldest + 1).Select(version => new JsonObject
    {
        ["label"] = Label(version),
        ["url"] = $"/services/data/v{version}.0",
        ["version"] = $"{version}.0",
    })]);

    // 31 was Summer '14, and the seasons have taken turns since; Winter bears the year to come.
    private static string Label(int version)
    {
        int releases = version - Oldest;
        string season = (releases % 3) switch { 0 => "Summer", 1 => "Winter", _ => "Spring" };
        return $"{season} '{14 + ((releases + 2) / 3)}";
    }
}
