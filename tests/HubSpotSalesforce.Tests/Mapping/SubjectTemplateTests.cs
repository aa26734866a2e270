using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class SubjectTemplateTests
{
    // R42 documents two of these; the others are our defaults.
    [Theory]
    [InlineData("formSubmission", "Submitted: Contact us")]
    [InlineData("marketingEmailSent", "Sent: November offer")]
    [InlineData("marketingEmailOpened", "Opened: November offer")]
    [InlineData("marketingEmailClicked", "Clicked: November offer")]
    [InlineData("salesEmailSent", "Email: Our offer")]
    [InlineData("salesEmailOpened", "Opened: Our offer")]
    [InlineData("salesEmailClicked", "Clicked: Our offer")]
    [InlineData("salesEmailReplied", "Replied: Our offer")]
    [InlineData("meetingScheduled", "Meeting: Intro")]
    [InlineData("callMade", "Call: Intro")]
    [InlineData("noteCreated", "Note: They want a demo.")]
    [InlineData("salesContentViewed", "Viewed: Prices")]
    [InlineData("taskCreated", "Intro")]
    [InlineData("integrationEvent", "Zoom: Webinar attended")]
    public void Each_kind_has_its_subject(string kind, string subject)
        => Assert.Equal(subject, new SubjectTemplate(ActivityKind.Named(kind).Subject).Fill(Activity(kind)));

    [Theory]
    [InlineData("marketingEmailOpened", "email")]
    [InlineData("salesEmailOpened", "subject")]
    public void An_opened_email_begins_with_the_word_Opened_even_without_a_name(string kind, string name)    // R42
        => Assert.StartsWith("Opened", new SubjectTemplate(ActivityKind.Named(kind).Subject).Fill(
            Activity(kind) with { Title = null, Values = new Dictionary<string, string?> { [name] = null } }), StringComparison.Ordinal);

    [Theory]
    [InlineData("{title}", "a {kind} {{x}}", "a {kind} {{x}}")]    // a value is no template
    [InlineData("{{{title}}}", "a", "{a}")]
    [InlineData("{{title}}", "a", "{title}")]
    [InlineData("{Title}", "a", "")]    // names mind case, and an unknown one says nothing
    [InlineData("{title", "a", "{title")]
    [InlineData("{ti tle}", "a", "{ti tle}")]
    [InlineData("{title}", "two\r\nlines", "two lines")]
    [InlineData("{title}", "a\u2028b\u0085c\vd", "a b c d")]    // all that any system takes for a line's end
    [InlineData("{title}", "a\tb\u0000c", "a b c")]
    [InlineData("{title}", "  a  ", "a")]
    [InlineData("{title}", "👨‍👩‍👧 ❤️ done", "👨‍👩‍👧 ❤️ done")]    // joiners hold emoji together
    [InlineData("{title}", "می\u200cخواهم", "می\u200cخواهم")]    // and Persian words apart
    public void A_template_is_filled_once_and_its_result_stands_on_one_line(string template, string title, string subject)
        => Assert.Equal(subject, new SubjectTemplate(template).Fill(Activity() with { Values = new Dictionary<string, string?> { ["title"] = title } }));

    [Fact]
    public void Placeholders_are_told_once_each_and_braces_are_none()
        => Assert.Equal(["a", "b"], new SubjectTemplate("{a} {{c}} {b} {a} {}").Placeholders);

    [Fact]
    public void Whatever_the_values_say_the_subject_is_one_line_without_blanks_around_it()
        => Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<string>(), (template, title) =>
        {
            string subject = new SubjectTemplate("{title}" + template).Fill(Activity() with { Values = new Dictionary<string, string?> { ["title"] = title } });
            return !subject.Any(char.IsControl) && subject == subject.Trim() && subject.AsSpan().IndexOfAny('\u2028', '\u2029') < 0;
        }).QuickCheckThrowOnFailure();
}
