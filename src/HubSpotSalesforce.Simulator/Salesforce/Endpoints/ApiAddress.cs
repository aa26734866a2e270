using Microsoft.AspNetCore.WebUtilities;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>Addresses of REST resources.</summary>
internal static class ApiAddress
{
    /// <summary>Takes an address apart: version, the parts of the path after it, and the query, all decoded.</summary>
    /// <exception cref="ApiFault">It is not under a version in service.</exception>
    public static (int Version, string[] Path, Dictionary<string, string> Query) Parse(string url)
    {
        string[] halves = url.Split('?', 2);
        // Decoded part by part: a key may hold a slash.
        string[] parts = [.. halves[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        if (parts is not ["services", "data", string version, .. string[] path])
        {
            throw ApiFault.NotFound();
        }

        Dictionary<string, string> query = halves.Length < 2 ? [] : QueryHelpers.ParseQuery(halves[1])
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString(), StringComparer.Ordinal);
        return (ApiVersions.Parse(version), path, query);
    }
}
