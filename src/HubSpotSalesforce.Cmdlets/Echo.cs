namespace HubSpotSalesforce.Cmdlets;

/// <summary>Shows what somebody gave, as errors repeat it: enough to know it again, and no more.</summary>
internal static class Echo
{
    private const int MaxLength = 60;

    /// <summary>The text on one line, cut after 60 characters.</summary>
    public static string Of(string text)
    {
        string line = string.Concat(text.Take(MaxLength).Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) ? '?' : sign));
        return text.Length > MaxLength ? line + "..." : line;
    }
}
