using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>Text from outside, as a report shows it.</summary>
public sealed class InertTextTests
{
    // A report of a million rows shows tens of millions of texts, nearly all of them plain.
    [Fact]
    public void A_plain_text_is_shown_without_a_copy()
    {
        string plain = new([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(sign => (char)sign)]);

        Assert.Same(plain, InertText.Of(plain, plain.Length));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("plain", "pla…", 4)]
    [InlineData("plain", "plain", 5)]
    [InlineData("a\tb\r\nc", "a b  c")]
    [InlineData("a\u202Eb\u0000\uFFFE", "ab")]
    [InlineData("na\u00EFve \U0001F469\u200D\U0001F4BB", "na\u00EFve \U0001F469\u200D\U0001F4BB")]
    [InlineData("ab\U0001F469c", "ab…", 4)]    // a pair is kept whole or not at all
    public void What_hides_or_moves_is_taken_away_and_what_is_too_long_is_cut(string? text, string shown, int max = 100)
    {
        Assert.Equal(shown, InertText.Of(text, max));
    }
}
