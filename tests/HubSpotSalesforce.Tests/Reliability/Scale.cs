using System.Globalization;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>How large the harnesses of reliability run: small with the other tests, full with HUBSPOT_SALESFORCE_SCALE=full, or a part of full such as 0.2.</summary>
internal static class Scale
{
    private static readonly string? Asked = Environment.GetEnvironmentVariable("HUBSPOT_SALESFORCE_SCALE");

    private static readonly double Part = Asked == "full" ? 1 : double.TryParse(Asked, NumberStyles.Float, CultureInfo.InvariantCulture, out double part) ? Math.Clamp(part, 0, 1) : 0;

    /// <summary>Whether they run larger than with the other tests.</summary>
    public static bool IsLarge => Part > 0;

    /// <summary>Its name in figures.</summary>
    public static string Name => Part switch
    {
        0 => "small",
        1 => "full",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Part:P0} of full"),
    };

    /// <summary>Returns a number between the one and the other.</summary>
    public static int Of(int small, int full) => Math.Max(small, (int)(full * Part));

    /// <summary>Returns all of them at full size, else so many or more, drawn by chance.</summary>
    public static T[] Of<T>(int small, IReadOnlyCollection<T> all, Random chance)
    {
        T[] drawn = [.. all];
        chance.Shuffle(drawn);
        return drawn[..Math.Min(drawn.Length, Of(small, drawn.Length))];
    }
}
