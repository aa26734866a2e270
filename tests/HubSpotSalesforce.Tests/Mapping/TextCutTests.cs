using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Mapping;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class TextCutTests
{
    [Theory]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("abcde", 4, "abc…")]
    [InlineData("ab", 1, "…")]
    [InlineData("", 1, "")]
    [InlineData("ab😀😀", 4, "ab…")]    // never half of a pair
    [InlineData("a😀😀", 4, "a😀…")]
    [InlineData("😀😀", 2, "…")]
    public void A_text_is_cut_to_the_length_with_an_ellipsis(string text, int max, string cut) => Assert.Equal(cut, TextCut.Fit(text, max));

    [Fact]
    public void A_field_of_no_length_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentOutOfRangeException>(() => TextCut.Fit("a", 0));

    [Fact]
    public void No_cut_is_too_long_and_none_leaves_half_of_a_pair()
    {
        Gen<string> texts = Gen.Elements("a", "é", "😀", "👨‍👩‍👧", "\n", "中").ListOf().Select(string.Concat);

        Prop.ForAll(texts.ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (text, max) =>
        {
            string cut = TextCut.Fit(text, max);
            return cut.Length <= max && IsWhole(cut) && (text.Length > max ? cut[^1] == '…' && text.StartsWith(cut[..^1], StringComparison.Ordinal) : cut == text);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_text_that_is_broken_already_is_cut_all_the_same()
        => Prop.ForAll(Gen.Choose(0, 0xFFFF).Select(code => (char)code).ArrayOf().Select(letters => new string(letters)).ToArbitrary(), Gen.Choose(1, 8).ToArbitrary(), (text, max)
            => TextCut.Fit(text, max).Length <= max).QuickCheckThrowOnFailure();

    private static bool IsWhole(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && ++index < text.Length && char.IsLowSurrogate(text[index]))
            {
                continue;
            }

            if (index >= text.Length || char.IsSurrogate(text[index]))
            {
                return false;
            }
        }

        return true;
    }
}
