using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>What the figures of a report count.</summary>
public sealed class ReportTallyTests
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public void A_headline_tells_by_how_much_it_changed()
    {
        ReportSummary summary = Summary([.. Rows(3, "callMade", 1), .. Rows(2, "callMade", -1)]);

        ReportFigure activities = summary.Figures.Single(figure => figure.Name == "Activities");
        Assert.Equal((3, 2, 0.5), (activities.Value, activities.Before, activities.Change));
    }

    [Fact]
    public void Shares_count_people_once_and_only_those_an_email_was_sent_to()
    {
        ReportSummary summary = Summary(
        [
            Row("marketingEmailSent", "Sent: News", "A"), Row("marketingEmailSent", "Sent: News", "B"), Row("marketingEmailSent", "Sent: News", "C"), Row("marketingEmailSent", "Sent: News", "D"),
            Row("marketingEmailOpened", "Opened: News", "A"), Row("marketingEmailOpened", "Opened: News", "A"), Row("marketingEmailClicked", "Clicked: News", "B"),
            Row("marketingEmailOpened", "Opened: News", "E"),    // sent to before the period
            Row("marketingEmailOpened", "Opened: Old news", "A"),
        ]);

        Assert.Equal((0.5, 0.25), (summary.Figures[2].Value, summary.Figures[3].Value));
        Assert.Equal([new ReportFunnel("News", false, 5, 3, 1, 0), new ReportFunnel("Old news", false, 0, 1, 0, 0)], summary.Funnels);
    }

    [Fact]
    public void Where_nobody_opened_or_clicked_that_may_be_because_it_is_not_synchronised()
    {
        ReportSummary summary = Summary([Row("salesEmailSent", "Email: Your quote", "A"), Row("salesEmailSent", "Email: Your quote", "B"), Row("salesEmailOpened", "Opened: Your quote", "A")]);

        Assert.Equal((0.5, (double?)null), (summary.Figures[2].Value, summary.Figures[3].Value));
    }

    [Fact]
    public void An_answer_belongs_to_the_mail_it_answers()
    {
        ReportSummary summary = Summary(
            [Row("salesEmailSent", "Email: Your quote", "A"), Row("salesEmailReplied", "Replied: Re: Your quote", "A"), Row("salesEmailSent", "Email: Your quote", "B")]);

        Assert.Equal([new ReportFunnel("Your quote", true, 2, 1, 0, 1)], summary.Funnels);
    }

    [Theory]
    [InlineData("marketingEmailOpened", "Opened: {email}", "Opened: a: b", "a: b")]
    [InlineData("marketingEmailOpened", "{email} ({date}) was opened", "Fair (2026) was opened", "Fair")]
    [InlineData("marketingEmailOpened", "Mail [{kind}] {email}!", "Mail [x] Fair!", "Fair")]
    [InlineData("marketingEmailOpened", "Opened", "Opened: Fair", "Fair")]
    [InlineData("marketingEmailOpened", "Seen: {email}", "Opened: Fair", "Opened: Fair")]
    [InlineData("formSubmission", "Submitted: {form}", "Submitted: Contact us", "Contact us")]
    [InlineData("formSubmission", "Submitted: {form}", "Submitted: ", "(without a name)")]
    public void The_name_of_an_email_or_form_is_read_by_the_template(string kind, string template, string subject, string name)
        => Assert.Equal(name, new CampaignNames(new Dictionary<string, string> { [kind] = template }).Of(kind, subject));

    [Fact]
    public void The_most_engaged_did_most_and_the_least_engaged_did_least_of_those_who_were_reached()
    {
        ReportSummary summary = Summary(
        [
            .. Rows(5, "marketingEmailOpened", 1, "A"), .. Rows(2, "formSubmission", 1, "B"), .. Rows(5, "salesEmailReplied", 1, "C"),
            .. Rows(4, "marketingEmailSent", 1, "D"), .. Rows(6, "callMade", 1, "E"), .. Rows(6, "noteCreated", 1, "F"), .. Rows(5, "marketingEmailSent", 1, "B"),
        ]);

        Assert.Equal(["C", "A", "B"], summary.MostEngaged.Select(person => person.Name));
        Assert.Equal(["E", "D", "B"], summary.LeastEngaged.Select(person => person.Name));
        Assert.Equal((5, 2, 2), (summary.MostEngaged[2].Reached, summary.MostEngaged[2].Responded, summary.MostEngaged[2].Engaged));
    }

    [Fact]
    public void Ids_are_packed_and_unpacked_as_they_were()
        => Assert.All(new[] { "003000000000001AAA", "00QzzzzzzzzzzzzUA5", "003Dn00000AbCdEIAV" }.Select(id => Salesforce(id)), id => Assert.Equal(id, PackedId.Text(PackedId.Of(id))));

    private static string Salesforce(string id) => HubSpotSalesforce.Salesforce.RecordId.Normalize(id[..15])!;

    private static ReportSummary Summary(ReportRow[] rows)
    {
        ReportTally tally = new(First, SampleReport.Templates);
        Array.ForEach(rows, row => tally.Add(row));
        return tally.Summarize(SampleReport.Basis(), id => (id[14].ToString(), null, null, null));
    }

    private static IEnumerable<ReportRow> Rows(int count, string kind, int day, string person = "A")
        => Enumerable.Range(0, count).Select(_ => Row(kind, ActivityKind.Named(kind).Subject, person) with { Date = First.AddDays(day) });

    private static ReportRow Row(string kind, string subject, string person) => SampleReport.Rows(1)[0] with
    {
        Kind = kind,
        Subject = subject,
        PersonId = $"00300000000000{person}AAA",
        Date = First,
    };
}
