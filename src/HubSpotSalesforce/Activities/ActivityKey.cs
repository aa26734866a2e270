using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HubSpotSalesforce.Activities;

/// <summary>The key under which an activity stands on the other side: the same for the same activity, for ever.</summary>
public static class ActivityKey
{
    /// <summary>The longest key the custom field holds, in characters (O10).</summary>
    public const int MaxLength = 64;

    /// <summary>What the key of everything born in HubSpot begins with.</summary>
    public const string Prefix = "hs-";

    /// <summary>What the key of everything born in Salesforce begins with.</summary>
    public const string SalesforcePrefix = "sf-";

    /// <summary>The key of a form submission.</summary>
    public static string OfSubmission(string conversionId) => Fit($"hs-form-{conversionId}");

    /// <summary>The key of a marketing email event; its identity is the pair of both values (R31).</summary>
    public static string OfEmailEvent(long createdMilliseconds, string id)
        => Fit(string.Create(CultureInfo.InvariantCulture, $"hs-mail-{createdMilliseconds}-{id}"));

    /// <summary>The source id behind a key that <see cref="OfEmailEvent"/> made.</summary>
    public static string SourceOfEmailEvent(string key) => key["hs-mail-".Length..];

    /// <summary>The source id behind the key of what was born in HubSpot; empty for a key that was cut to fit, and tells it no longer.</summary>
    public static string SourceOf(string key)
    {
        int dash = key.StartsWith(Prefix, StringComparison.Ordinal) ? key.IndexOf('-', Prefix.Length) : -1;
        return dash < 0 || key.Length == MaxLength ? "" : key[(dash + 1)..];
    }

    /// <summary>The key of a CRM object.</summary>
    /// <param name="objectType">The object type's path name, such as <c>calls</c>.</param>
    /// <param name="id">The object's id.</param>
    public static string OfObject(string objectType, string id) => Fit($"hs-{objectType.TrimEnd('s')}-{id}");

    /// <summary>What the keys of one counter of an email begin with; the number of the event follows after a dash (D6).</summary>
    /// <param name="id">The email object's id.</param>
    /// <param name="counter"><c>open</c> or <c>click</c>.</param>
    public static string OfCounter(string id, string counter) => $"hs-email-{id}-{counter}";

    /// <summary>The key of a view of a sales document.</summary>
    public static string OfView(string id) => Fit($"hs-view-{id}");

    /// <summary>The key of a task, event or email message that was born in Salesforce.</summary>
    /// <param name="salesforceId">The 18-character id.</param>
    public static string OfRecord(string salesforceId) => $"{SalesforcePrefix}{salesforceId}";

    /// <summary>Whether a key belongs to what was born in Salesforce.</summary>
    public static bool IsOfRecord(string key) => key.StartsWith(SalesforcePrefix, StringComparison.Ordinal);

    /// <summary>The 18-character id behind a key that <see cref="OfRecord"/> made.</summary>
    public static string RecordOf(string key) => key[SalesforcePrefix.Length..];

    /// <summary>The key of an event of an installed integration.</summary>
    public static string OfEvent(string id) => Fit($"hs-event-{id}");

    /// <summary>Returns the key itself, or, past 64 characters, its beginning and as much of its SHA-256 in base64url as fits.</summary>
    public static string Fit(string key)
    {
        if (key.Length <= MaxLength)
        {
            return key;
        }

        // The kind's part of the prefix is kept readable; 43 characters are the whole hash, so nothing of it is cut.
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key)))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return string.Concat(key.AsSpan(0, MaxLength - hash.Length), hash);
    }
}
