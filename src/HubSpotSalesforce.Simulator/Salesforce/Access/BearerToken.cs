namespace HubSpotSalesforce.Simulator.Salesforce.Access;

/// <summary>The token a request carries.</summary>
internal static class BearerToken
{
    /// <summary>The token after <c>Bearer</c> or <c>OAuth</c>, which the platform takes alike; null when there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        string[] words = request.Headers.Authorization.ToString().Split(' ', 2, StringSplitOptions.TrimEntries);
        return words.Length == 2
            && (words[0].Equals("Bearer", StringComparison.OrdinalIgnoreCase) || words[0].Equals("OAuth", StringComparison.OrdinalIgnoreCase))
            ? words[1] : null;
    }
}
