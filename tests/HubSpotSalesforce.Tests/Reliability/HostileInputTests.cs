using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Reports;
using HubSpotSalesforce.Tests.Salesforce;
using Newtonsoft.Json.Linq;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>What people type, or send in, stays what they typed: in queries, pages, cells and templates it changes nothing but itself.</summary>
public sealed class HostileInputTests : IDisposable
{
    private const int RowsOfReport = 500;
    private const string Signs = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    private readonly Figures _figures;
    private readonly string[] _texts = HostileText.Make(Scale.Of(500, 10_000), seed: 53);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hubspot-salesforce-hostile-");

    public HostileInputTests(ITestOutputHelper output) => _figures = new Figures(output);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_query_keeps_its_shape_whatever_its_values_are()
    {
        string[] plain = SoqlTokens.Of(Query("x", "y")).Shape;
        foreach ((string text, string other) in _texts.Zip(_texts.Reverse()))
        {
            (string[] shape, string[] texts) = SoqlTokens.Of(Query(text, other));

            Assert.Equal(plain, shape);
            Assert.Equal([text, text, other, text, other, other, text, text, $"%{Plain(text)}%", $"{Plain(other)}%"], texts);
        }

        _figures.Say($"Hostile input: {_texts.Length} texts in 10 places of a query: its shape stays, its values are what was given");
    }

    [Fact]
    public async Task An_org_finds_by_a_value_the_records_that_have_it_and_no_others()
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync(isPrepared: false);
        string[] names = [.. _texts.Select(Sent).Select(text => text.Trim()).Where(text => text.Length > 0)];
        for (int number = 0; number < names.Length; number++)
        {
            org.Put("Contact", SimulatedOrg.Id("003", 1000 + number), "2026-03-01T12:00:00.000+0000", ("LastName", names[number]));
        }

        foreach (string name in names)
        {
            Assert.Equal(names.Count(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)), await CountAsync(org, Soql.Select("Contact", "Id").Is("LastName", name)));
            Assert.Equal(names.Count(other => other.Contains(name, StringComparison.OrdinalIgnoreCase)), await CountAsync(org, Soql.Select("Contact", "Id").Contains("LastName", name)));
        }

        _figures.Say($"Hostile input: {names.Length} contacts with such names, each asked for by = and by LIKE: those that have the name and no others");
    }

    [Fact]
    public void A_page_has_no_tag_attribute_or_script_but_its_own()
    {
        HtmlScan plain = Page(SampleReport.Rows(RowsOfReport));
        HashSet<string> tags = [.. plain.Tags.Select(tag => tag.Name)];
        HashSet<string> attributes = [.. plain.Tags.SelectMany(tag => tag.Attributes.Keys.Select(key => $"{tag.Name} {key}"))];
        string[] scripts = [.. plain.Texts.Where(text => text.After == "script").Select(text => text.Text)];
        foreach (string[] texts in _texts.Chunk(RowsOfReport))
        {
            HtmlScan page = Page(Rows(texts));

            Assert.Empty(page.Tags.Select(tag => tag.Name).Except(tags));
            Assert.Empty(page.Tags.SelectMany(tag => tag.Attributes.Keys.Select(key => $"{tag.Name} {key}")).Except(attributes));
            Assert.Equal(plain.Declarations, page.Declarations);
            Assert.All(page.Tags.Where(tag => tag.Attributes.ContainsKey("href")), tag => Assert.Matches("^(https?://|#)", tag.Attributes["href"]));
            string[] found = [.. page.Texts.Where(text => text.After == "script").Select(text => text.Text)];
            Assert.Equal(scripts[1..], found[1..]);
            Assert.DoesNotContain('<', found[0]);
            Assert.NotNull(JObject.Parse(found[0]));
            HashSet<string> shown = [.. page.Texts.Where(text => text.After == "bdi").Select(text => text.Text)];
            Assert.All(texts, text => Assert.True(InertText.Of(text, 300).Length == 0 || shown.Contains(WebUtility.HtmlDecode(WebUtility.HtmlEncode(InertText.Of(text, 300)))), text));
        }

        _figures.Say($"Hostile input: {_texts.Length} texts as subject, person, account, owner, status and link of HTML pages: no tag, attribute, script or link but the page's own, no placeholder filled");
    }

    [Fact]
    public void A_body_for_HubSpot_holds_line_breaks_and_no_other_tag()
    {
        foreach (string text in _texts)
        {
            HtmlScan scan = new(HtmlText.Of(text));

            Assert.All(scan.Tags, tag => Assert.Equal(("br", 0), (tag.Name, tag.Attributes.Count)));
            Assert.Empty(scan.Ends);
            Assert.Equal(0, scan.Declarations);
            Assert.Equal(PlainText.Tidy(text).Replace('\t', ' '), PlainText.FromHtml(HtmlText.Of(text)));
        }

        _figures.Say($"Hostile input: {_texts.Length} texts as bodies for HubSpot: no tag but line breaks");
    }

    [Fact]
    public void The_comments_of_a_task_end_with_our_footer_and_no_other_and_hold_no_markup_of_a_body()
    {
        foreach ((string text, string other) in _texts.Zip(_texts.Reverse()))
        {
            Activity activity = Sample.Activity() with { Body = HtmlText.Of(text), IsHtml = true, Values = new Dictionary<string, string?> { ["outcome"] = other } };
            string comments = Description.Of(activity, TimeZoneInfo.Utc, out _);

            Assert.EndsWith("-- \nHubSpot callMade · 2026-03-01 12:00 (UTC)", comments, StringComparison.Ordinal);
            string[] meant = [.. new[] { PlainText.Tidy(text).Replace('\t', ' '), Labelled(PlainText.Tidy(other)) }.Where(part => part.Length > 0)];
            Assert.Equal(PlainText.Tidy(string.Join("\n\n", meant)), Description.Canonical(comments));
        }

        _figures.Say($"Hostile input: {_texts.Length} texts in comments: they end with our footer, and say the rest as it was");
    }

    [Fact]
    public void No_cell_of_a_csv_or_a_workbook_is_a_formula_or_leads_anywhere()
    {
        foreach (string[] texts in _texts.Chunk(RowsOfReport))
        {
            ReportRow[] rows = Rows(texts);
            string[][] cells = Office.Cells(File.ReadAllText(SampleReport.Write(_folder.FullName, "report.csv", rows)));
            Assert.Equal(rows.Length + 1, cells.Length);
            Assert.All(cells, row => Assert.Equal(cells[0].Length, row.Length));
            Assert.All(cells.SelectMany(row => row), cell => Assert.False(cell.Length > 0 && Signs.Contains(cell.TrimStart()[..Math.Min(1, cell.TrimStart().Length)], StringComparison.Ordinal) && cell.TrimStart().Length > 0, cell));

            using SpreadsheetDocument workbook = SpreadsheetDocument.Open(SampleReport.Write(_folder.FullName, "report.xlsx", rows), isEditable: false);
            foreach (WorksheetPart sheet in workbook.WorkbookPart!.WorksheetParts)
            {
                Assert.Empty(sheet.Worksheet.Descendants<CellFormula>());
                Assert.Empty(sheet.HyperlinkRelationships);
                Assert.Empty(sheet.ExternalRelationships);
            }

            Worksheet first = workbook.WorkbookPart.WorksheetParts.First().Worksheet;
            Assert.All(first.Descendants<Row>().Skip(1), row => Assert.Equal(CellValues.InlineString, row.Elements<Cell>().ElementAt(2).DataType!.Value));
            Assert.Empty(workbook.WorkbookPart.ExternalRelationships);
        }

        _figures.Say($"Hostile input: {_texts.Length} texts in CSV and XLSX: no cell begins a formula, none leads anywhere, no row has more cells than its head");
    }

    [Fact]
    public void A_template_puts_values_in_and_reads_nothing_in_them()
    {
        SubjectTemplate template = new("A {form}|{{x}}|{page} Z");
        foreach ((string text, string other) in _texts.Zip(_texts.Reverse()))
        {
            Activity activity = Sample.Activity("formSubmission") with { Values = new Dictionary<string, string?> { ["form"] = text, ["page"] = other } };

            Assert.Equal(SubjectTemplate.OneLine("A " + text + "|{x}|" + other + " Z"), template.Fill(activity));
        }

        _figures.Say($"Hostile input: {_texts.Length} texts in subject templates: no placeholder of a value is filled");
    }

    private static string Query(string text, string other) => Soql.Select("Task", "Id", "Subject")
        .Is("Subject", text).In("Key__c", [text, other]).InEither("WhoId", [text], "Email__c", [other]).IsOrEmpty("Type", other)
        .InAny([text], "Name", "Alias").Contains("Subject", text).StartsWith("Subject", other).Limit(5).ToString();

    private static string Plain(string text) => text.Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    // Half a surrogate pair has no form in UTF-8, in which queries travel.
    private static string Sent(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task<int> CountAsync(SimulatedOrg org, Soql soql) => await org.Client.QueryAsync(soql, withDeleted: false, CancellationToken.None).CountAsync();

    private static string Labelled(string value) => value.Length == 0 ? "" : $"Outcome: {value}";

    private static ReportRow[] Rows(string[] texts) =>
    [
        .. SampleReport.Rows(2 * texts.Length).Take(texts.Length).Select((row, number) => row with
        {
            Subject = texts[number],
            Person = texts[(number + 1) % texts.Length],
            Account = texts[(number + 2) % texts.Length],
            Owner = texts[(number + 3) % texts.Length],
            Status = texts[(number + 4) % texts.Length],
            Url = texts[(number + 5) % texts.Length],
        }),
    ];

    private HtmlScan Page(ReportRow[] rows) => new(File.ReadAllText(SampleReport.Write(_folder.FullName, "report.html", rows)));
}
