namespace HubSpotSalesforce.Reports;

/// <summary>Tells those apart who share a name.</summary>
internal static class SharedName
{
    /// <summary>Returns, by id, how those are shown whose name another one has too: with the address beside it, or with the id where the address is missing or shared as well.</summary>
    /// <param name="all">All of them; ids are unique.</param>
    public static Dictionary<string, string> Apart(IEnumerable<(string Id, string Name, string? Email)> all)
        => all.Where(one => one.Name.Length > 0)
            .GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Skip(1).Any())
            .SelectMany(same => same.GroupBy(one => one.Email, StringComparer.OrdinalIgnoreCase))
            .SelectMany(same => same.Select(one => (one.Id, Shown: $"{one.Name} ({(same.Skip(1).Any() ? one.Id : one.Email ?? one.Id)})")))
            .ToDictionary(one => one.Id, one => one.Shown);
}
