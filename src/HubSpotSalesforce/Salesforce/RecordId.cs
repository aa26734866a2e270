namespace HubSpotSalesforce.Salesforce;

/// <summary>Salesforce record ids: 15 characters that mind case, or 18 that do not.</summary>
public static class RecordId
{
    private const string Checksum = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>Returns the 18-character form; null for what is no id, a wrong checksum included.</summary>
    public static string? Normalize(string? id)
    {
        string text = id?.Trim() ?? "";
        if (text.Length is not (15 or 18) || !text.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        string full = text[..15] + ChecksumOf(text);
        return text.Length == 15 || full.Equals(text, StringComparison.Ordinal) ? full : null;
    }

    // Three blocks of five characters; each gives one letter, in whose number bit k says that character k is upper case.
    private static string ChecksumOf(string id)
        => string.Create(3, id, (suffix, text) =>
        {
            for (int block = 0; block < 3; block++)
            {
                int bits = 0;
                for (int bit = 0; bit < 5; bit++)
                {
                    bits |= char.IsAsciiLetterUpper(text[(block * 5) + bit]) ? 1 << bit : 0;
                }

                suffix[block] = Checksum[bits];
            }
        });
}
