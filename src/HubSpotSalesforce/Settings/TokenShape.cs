using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Settings;

/// <summary>What tokens, keys and secrets of both systems look like.</summary>
/// <remarks>
/// HubSpot: <c>pat-</c>, region, id (developer documentation, "Make API requests using a service key"). Salesforce, as commonly seen: a session begins with the org's id and
/// <c>!</c>, a refresh token with <c>5Aep</c>, a consumer secret is 64 hexadecimal digits. Both: JWT and PEM.
/// Each pattern is bounded or begins at a word's start, so that a hostile text costs linear time.
/// </remarks>
internal static partial class TokenShape
{
    /// <summary>Whether the text holds something that looks like a secret.</summary>
    public static bool IsIn(string text) => text.Contains("-----BEGIN ", StringComparison.Ordinal) || Patterns().IsMatch(text);

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])pat-[A-Za-z0-9]{2,8}-[A-Za-z0-9-]{8}" +
        @"|(?<![A-Za-z0-9])00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{8}" +
        @"|(?<![A-Za-z0-9])5Aep[A-Za-z0-9._]{20}" +
        @"|(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10}" +
        @"|^[0-9A-Fa-f]{64}$")]
    private static partial Regex Patterns();
}
