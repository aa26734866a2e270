using System.Globalization;
using System.Text;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Opaque page tokens: they name a place, and fit only the query they were handed out for.</summary>
internal static class Cursor
{
    /// <summary>Makes a token.</summary>
    /// <param name="query">What must stay the same.</param>
    /// <param name="place">Where to go on.</param>
    public static string Write(string query, string place)
        => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Fingerprint(query)}|{place}")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The place a token names.</summary>
    /// <exception cref="HubSpotRefusal">400 for what is no token, or one of another query.</exception>
    public static string Read(string query, string token)
    {
        string padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        byte[] bytes = new byte[padded.Length];
        if (Convert.TryFromBase64String(padded, bytes, out int length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('|', 2) is [string fingerprint, string place]
            && fingerprint == Fingerprint(query))
        {
            return place;
        }

        throw HubSpotRefusal.Invalid("The offset is not valid for this query");
    }

    // FNV-1a: string.GetHashCode differs from process to process, and a client may outlive the simulator.
    private static string Fingerprint(string query)
    {
        uint hash = 2166136261;
        foreach (char letter in query)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
