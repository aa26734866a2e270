namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>Ids of 15 characters that mind their case, and of 18 that carry it in three more.</summary>
internal static class RecordId
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The 18 characters of an id of either length; null when it is none, or its last three do not fit.</summary>
    public static string? Normalise(string id)
    {
        if (id.Length is not (15 or 18) || !id.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        string full = Complete(id[..15]);
        // Clients that fold case send the check characters in lower case too.
        return id.Length == 15 || string.Equals(full, id, StringComparison.OrdinalIgnoreCase) ? full : null;
    }

    /// <summary>An id made of a type's prefix and a running number.</summary>
    public static string Make(string prefix, long number)
    {
        Span<char> tail = stackalloc char[9];
        for (int place = tail.Length - 1; place >= 0; place--)
        {
            tail[place] = Digits[(int)(number % Digits.Length)];
            number /= Digits.Length;
        }

        return Complete($"{prefix}Sm0{tail}");
    }

    private static string Complete(string id)
    {
        Span<char> checks = stackalloc char[3];
        for (int block = 0; block < 3; block++)
        {
            int bits = 0;
            for (int place = 0; place < 5; place++)
            {
                bits |= char.IsAsciiLetterUpper(id[(block * 5) + place]) ? 1 << place : 0;
            }

            checks[block] = Checks[bits];
        }

        return $"{id}{checks}";
    }
}
