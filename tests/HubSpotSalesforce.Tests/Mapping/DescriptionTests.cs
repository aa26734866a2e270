using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class DescriptionTests
{
    [Fact]
    public void The_comments_are_the_text_the_details_and_a_footer()
    {
        Activity call = Activity() with
        {
            Body = "<p>They want a <b>demo</b>.</p>",
            IsHtml = true,
            Url = "https://app.hubspot.com/contacts/1/record/0-48/17",
            Values = new Dictionary<string, string?> { ["direction"] = "OUTBOUND", ["duration"] = "0:04:10", ["outcome"] = null },
        };

        string text = Description.Of(call, Zone("Europe/Warsaw"), out bool wasCut);

        Assert.Equal(
            "They want a demo.\n\nDirection: OUTBOUND\nDuration: 0:04:10\n\n-- \nHubSpot callMade · 2026-03-01 13:00 (Europe/Warsaw) · https://app.hubspot.com/contacts/1/record/0-48/17",
            text);
        Assert.False(wasCut);
    }

    [Theory]    // R8
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<p> </p>")]
    public void An_empty_body_leaves_the_footer_alone(string? body)
    {
        Activity note = Activity("noteCreated") with { Body = body, IsHtml = true };

        Assert.Equal("-- \nHubSpot noteCreated · 2026-03-01 12:00 (UTC)", Description.Of(note, TimeZoneInfo.Utc, out _));
    }

    [Theory]    // R8: longer than the field takes
    [InlineData("a")]
    [InlineData("😀")]
    [InlineData("a\n")]
    public void A_text_that_is_too_long_is_cut_and_its_footer_stays_whole(string part)
    {
        Activity note = Activity("noteCreated") with { Body = string.Concat(Enumerable.Repeat(part, 40_000)), Url = "https://app.hubspot.com/1" };

        string text = Description.Of(note, TimeZoneInfo.Utc, out bool wasCut);

        Assert.InRange(text.Length, Description.MaxLength - 2, Description.MaxLength);
        Assert.EndsWith("…\n\n-- \nHubSpot noteCreated · 2026-03-01 12:00 (UTC) · https://app.hubspot.com/1", text, StringComparison.Ordinal);
        Assert.True(wasCut);
    }

    [Theory]    // O6: what people and servers do to a text is no edit of ours
    [InlineData("Text\n\n-- \nHubSpot callMade · 2026-03-01 12:00 (UTC)", "Text")]
    [InlineData("Text\r\n\r\n-- \r\nHubSpot callMade · 2026-03-01 12:00 (UTC)\r\n", "Text")]
    [InlineData("-- \nHubSpot callMade · 2026-03-01 12:00 (UTC)", "")]
    [InlineData("Text  \r\n", "Text")]
    [InlineData("Text\n\n-- \nHubSpot callMade · 2026-03-01 12:00 (UTC)\nAdded below", "Text\n\nAdded below")]    // but what a person adds below it is
    [InlineData("Regards\n\n-- \nAnna", "Regards\n\n--\nAnna")]    // a signature of somebody else's stays
    [InlineData("", "")]
    [InlineData(null, null)]
    public void The_canonical_form_has_no_footer(string? text, string? canonical) => Assert.Equal(canonical, Description.Canonical(text));

    [Fact]
    public void The_canonical_form_is_the_text_alone_whatever_the_footer_says()
    {
        Gen<string> bodies = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
            Gen.Elements("\n\n-- \nHubSpot callMade · x", "-- \nHubSpot ", "\n", "word", "\r\n", "<p>").ListOf().Select(string.Concat));

        Prop.ForAll(bodies.ToArbitrary(), Gen.Elements("UTC", "Asia/Kolkata").ToArbitrary(), Gen.Elements(null, "https://app.hubspot.com/2").ToArbitrary(), (body, zone, url) =>
        {
            Activity activity = Activity() with { Body = body };
            string text = Description.Of(activity with { Url = url, OccurredAt = Noon.AddDays(body.Length) }, Zone(zone), out _);
            return text.Length <= Description.MaxLength
                && text.AsSpan().IndexOfAny('\r', '\0') < 0
                && Description.Canonical(text) == PlainText.Tidy(body);
        }).QuickCheckThrowOnFailure();
    }
}
