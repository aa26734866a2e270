namespace HubSpotSalesforce.Settings;

/// <summary>What people wrote or gave, as an error may show it: enough to know it again, and no more.</summary>
public static class Shown
{
    private const int MaxLength = 40;

    /// <summary>The text on one line, cut after so many characters.</summary>
    public static string Of(string text, int maxLength = MaxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        string line = string.Concat(text.Take(maxLength).Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) ? '?' : sign));
        return text.Length > maxLength ? line + "..." : line;
    }
}
