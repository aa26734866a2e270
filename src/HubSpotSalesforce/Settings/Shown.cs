namespace HubSpotSalesforce.Settings;

/// <summary>Text from a settings file as an error may show it.</summary>
internal static class Shown
{
    private const int MaxLength = 40;

    /// <summary>The text on one line, cut after 40 characters.</summary>
    public static string Of(string text)
    {
        string line = string.Concat(text.Take(MaxLength).Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) ? '?' : sign));
        return text.Length > MaxLength ? line + "..." : line;
    }
}
