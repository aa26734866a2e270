namespace HubSpotSalesforce.Mapping;

/// <summary>Cuts text to the length a field takes.</summary>
public static class TextCut
{
    private const string Ellipsis = "…";

    /// <summary>Returns the text itself, or its beginning with an ellipsis when it is too long; never half of a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    /// <param name="max">The most UTF-16 code units the field takes, at least 1: the unit in which Salesforce counts.</param>
    public static string Fit(string text, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        if (text.Length <= max)
        {
            return text;
        }

        int keep = max - Ellipsis.Length;
        if (keep > 0 && char.IsHighSurrogate(text[keep - 1]))
        {
            keep--;
        }

        return string.Concat(text.AsSpan(0, keep), Ellipsis);
    }
}
