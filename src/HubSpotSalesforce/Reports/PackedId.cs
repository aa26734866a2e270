using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Reports;

/// <summary>A record id in 16 bytes: half a million people fit where their texts would not.</summary>
/// <remarks>15 characters of 62 are 90 bits.</remarks>
internal static class PackedId
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Packs an id of 15 or 18 characters.</summary>
    public static UInt128 Of(string id)
    {
        UInt128 packed = 0;
        foreach (char letter in id.AsSpan(0, Math.Min(15, id.Length)))
        {
            packed = (packed * 62) + (uint)Math.Max(0, Letters.IndexOf(letter, StringComparison.Ordinal));
        }

        return packed;
    }

    /// <summary>The 18-character id that was packed.</summary>
    public static string Text(UInt128 packed) => RecordId.Normalize(string.Create(15, packed, (text, rest) =>
    {
        for (int at = text.Length - 1; at >= 0; at--)
        {
            text[at] = Letters[(int)(rest % 62)];
            rest /= 62;
        }
    }))!;
}
