namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>How large the harnesses of reliability run: small with the other tests, full with HUBSPOT_SALESFORCE_SCALE=full.</summary>
internal static class Scale
{
    /// <summary>Whether they run at full size.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("HUBSPOT_SALESFORCE_SCALE") == "full";

    /// <summary>Returns the one or the other number.</summary>
    public static int Of(int small, int full) => IsFull ? full : small;

    /// <summary>Returns all of them at full size, else so many, drawn by chance.</summary>
    public static T[] Of<T>(int small, IReadOnlyCollection<T> all, Random chance) => IsFull || all.Count <= small ? [.. all] : chance.GetItems([.. all], small);
}
