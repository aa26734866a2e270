using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>A hash of all that an activity says: equal as long as HubSpot's record reads the same.</summary>
/// <remarks>
/// HubSpot moves the last-modified stamp for reasons of its own, and templates change in the settings; neither is an edit,
/// and neither enters the hash. Contacts are left out too: they decide once, at creation (O18); an owner counts for kinds that have one.
/// </remarks>
public static class ContentHash
{
    /// <summary>Returns the hash, 32 hexadecimal digits.</summary>
    public static string Of(Activity activity)
    {
        StringBuilder text = new();
        Add(text, activity.Title);
        Add(text, activity.Body);
        Add(text, activity.OccurredAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Add(text, activity.ScheduledAt?.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Add(text, ActivityKind.Named(activity.Kind).HasOwner ? activity.OwnerId : null);
        AddAll(text, activity.Values);
        return Told(text);
    }

    /// <summary>Returns the hash of what a record of Salesforce says in its mapped fields.</summary>
    public static string Of(IReadOnlyDictionary<string, string?> fields)
    {
        StringBuilder text = new();
        AddAll(text, fields);
        return Told(text);
    }

    private static void AddAll(StringBuilder text, IReadOnlyDictionary<string, string?> values)
    {
        foreach ((string name, string? value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(text, name);
            Add(text, value);
        }
    }

    private static string Told(StringBuilder text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];

    // The length in front keeps "ab","c" and "a","bc" apart, and null from empty.
    private static void Add(StringBuilder text, string? value)
        => text.Append(CultureInfo.InvariantCulture, $"{value?.Length ?? -1}:{value};");
}
