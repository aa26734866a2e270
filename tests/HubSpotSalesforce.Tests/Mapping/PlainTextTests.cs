using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class PlainTextTests
{
    [Theory]    // R8
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("<p></p>", "")]
    [InlineData("<div><br></div>", "")]
    [InlineData("plain", "plain")]
    [InlineData("<p>one</p><p>two</p>", "one\ntwo")]
    [InlineData("one<br>two<br/>three", "one\ntwo\nthree")]
    [InlineData("<ul><li>a</li><li>b <b>c</b></li></ul>", "- a\n- b c")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("a &amp; b &lt;c&gt; &eacute;&#128512;&nbsp;d", "a & b <c> é😀 d")]
    [InlineData("a\r\n   b\t c", "a b c")]
    [InlineData("<p>a</p><script>alert(1)</script><style>p{}</style><!-- b -->c", "a\nc")]
    [InlineData("<head><title>t</title></head><body>a</body>", "a")]
    [InlineData("a<br><br><br><br>b", "a\n\nb")]
    [InlineData("<b>never closed", "never closed")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("a&#0;b&#13;&#10;c", "ab c")]
    [InlineData("<a title=\"x > y\" href='/?a=\"'>link</a>", "link")]
    [InlineData("<a href=\"/never closed>link</a> and more", "link and more")]    // a mistake costs a tag, not the text
    [InlineData("<p class=o'neil>five o'clock</p>", "five o'clock")]    // a quote in the middle of a value is a letter
    [InlineData("it's <b>five o'clock</b> \"now\"", "it's five o'clock \"now\"")]
    [InlineData("<P>a</P><SCRIPT>b</SCRIPT >c<Br>d", "a\nc\nd")]
    [InlineData("a<script>b</div>", "a")]    // a script that never ends is still a script
    [InlineData("<head>a", "a")]    // and a head is not
    [InlineData("<!DOCTYPE html><?xml?>a<![CDATA[b]]>c</>d", "acd")]
    [InlineData("a<", "a<")]
    [InlineData("a</", "a</")]
    [InlineData("a <3 b", "a <3 b")]
    [InlineData("<o:p>a</o:p><x-y>b</x-y>", "ab")]
    [InlineData("&lt;p&gt;a&lt;/p&gt;", "<p>a</p>")]    // what was text stays text
    [InlineData("<p>a<!-- > --> b<!-- never closed", "a b")]
    public void HTML_becomes_what_a_reader_would_see(string? html, string text) => Assert.Equal(text, PlainText.FromHtml(html));

    [Theory]
    [InlineData(" a \r\n\r\n\r\n\r\nb\t\rc\u2028d ", "a\n\nb\nc\nd")]
    [InlineData("a\u00a0b", "a b")]
    [InlineData("a\0b", "ab")]
    public void Text_is_tidied_to_one_form(string text, string tidy) => Assert.Equal(tidy, PlainText.Tidy(text));

    [Theory]    // mail bodies nest; a process that recursed would end
    [InlineData("<div>", "")]
    [InlineData("<div>", "</div>")]
    [InlineData("<b>", "</b>")]
    [InlineData("<p>", "")]
    [InlineData("<ul><li>", "</li></ul>")]
    [InlineData("<table><tr><td>", "")]
    [InlineData("<span>", "</div>")]
    [InlineData("<head>", "")]
    [InlineData("<template><title>", "")]
    public void Markup_nested_a_hundred_thousand_deep_comes_out_as_its_text(string open, string close)
    {
        string html = string.Concat(Enumerable.Repeat(open, 100_000)) + "core" + string.Concat(Enumerable.Repeat(close, 100_000));

        Assert.EndsWith("core", PlainText.FromHtml(html).TrimEnd('-', ' ', '\n'), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_at_all_comes_out_without_NUL_CR_or_blanks_around_it_and_stays_as_it_is_when_tidied_again()
    {
        Gen<string> parts = Gen.OneOf(
            Gen.Elements("<p>", "</p>", "<script>", "</script>", "<li", "&#", "&#0;", "&#13;", "&nbsp;", "<!--", "-->", "<![CDATA[", "\r", "\0", "\u2028", "<br>", " ", "\n", "\"", "=", "😀", "\ud83d"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

        Prop.ForAll(parts.ListOf().Select(string.Concat).ToArbitrary(), html =>
        {
            string text = PlainText.FromHtml(html);
            string tidy = PlainText.Tidy(html);
            return IsTidy(text) && IsTidy(tidy) && PlainText.Tidy(text) == text && PlainText.Tidy(tidy) == tidy;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool IsTidy(string text)
        => text.AsSpan().IndexOfAny('\0', '\r', '\u00a0') < 0 && text == text.Trim() && !text.Contains("\n\n\n", StringComparison.Ordinal);
}
