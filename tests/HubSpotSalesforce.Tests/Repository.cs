namespace HubSpotSalesforce.Tests;

/// <summary>Where this repository stands on this machine.</summary>
internal static class Repository
{
    public static string Root { get; } = Ancestors(AppContext.BaseDirectory).First(folder => File.Exists(Path.Combine(folder, "HubSpotSalesforce.slnx")));

    public static string Module { get; } = Path.Combine(Root, "out", "HubSpotSalesforce");

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }
}
