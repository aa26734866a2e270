using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>Reports as files for spreadsheets and programs.</summary>
public sealed class ReportFileTests : IDisposable
{
    private const int Subject = 2;
    private const string Signs = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hubspot-salesforce-file-");

    private static ReportRow[] HostileRows => [.. Hostile.Texts.Select(text => SampleReport.Rows(1)[0] with { Subject = text, Person = text, Url = text })];

    [Fact]
    public void A_cell_of_a_csv_never_begins_a_formula_and_says_all_the_rest()
    {
        string[][] cells = Office.Cells(File.ReadAllText(SampleReport.Write(_folder.FullName, "report.csv", HostileRows)));

        Assert.Equal(Hostile.Texts.Length + 1, cells.Length);
        Assert.Equal(["Date", "Kind", "Subject", "Person", "Email", "Account", "Owner", "Status", "Open", "Task type", "Occurred at (UTC)", "Created at (UTC)", "Task", "Key", "Page"], cells[0]);
        Assert.All(cells.SelectMany(row => row), cell => Assert.False(cell.Length > 0 && Signs.Contains(cell[0], StringComparison.Ordinal), cell[..Math.Min(40, cell.Length)]));
        Assert.All(cells[1..].Zip(Hostile.Texts), pair => Assert.Contains(pair.First[Subject], new[] { Meant(pair.Second).Trim(), "'" + Meant(pair.Second).Trim() }));
    }

    [OfficeFact]
    public async Task LibreOffice_shows_the_texts_of_a_csv_and_computes_none()
    {
        string[][] cells = await Office.ShownAsync(SampleReport.Write(_folder.FullName, "report.csv", HostileRows));

        Assert.Equal(Hostile.Texts.Length + 1, cells.Length);
        Assert.All(cells[1..].Zip(Hostile.Texts), pair => Assert.Contains(pair.First[Subject], new[] { Meant(pair.Second).Trim(), "'" + Meant(pair.Second).Trim() }));
    }

    [OfficeFact]
    public async Task LibreOffice_shows_the_texts_of_a_workbook_and_computes_none()
    {
        string[][] cells = await Office.ShownAsync(SampleReport.Write(_folder.FullName, "report.xlsx", HostileRows));

        Assert.Equal(Hostile.Texts.Length + 1, cells.Length);
        Assert.All(cells[1..].Zip(Hostile.Texts), pair => Assert.Equal(Meant(pair.Second), pair.First[Subject]));
        Assert.All(cells[1..], row => Assert.Equal(["2026-11-21", "TRUE", "2026-11-21 10:30:00"], [row[0], row[8], row[10]]));
    }

    [Fact]
    public void A_workbook_is_valid_has_typed_cells_a_head_that_stays_and_a_filter()
    {
        string file = SampleReport.Write(_folder.FullName, "report.xlsx", SampleReport.Rows(50));

        using SpreadsheetDocument workbook = SpreadsheetDocument.Open(file, isEditable: false);
        WorksheetPart[] sheets = [.. workbook.WorkbookPart!.WorksheetParts];
        Worksheet rows = sheets[0].Worksheet;
        Cell[] first = [.. rows.Descendants<Row>().ElementAt(1).Elements<Cell>()];

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(workbook).Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        Assert.Equal(["Activities", "Summary"], workbook.WorkbookPart.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        Assert.Equal("46347", first[0].CellValue!.Text);    // 2026-11-21, as a number of days
        Assert.Null(first[0].DataType);
        Assert.Equal(CellValues.InlineString, first[2].DataType!.Value);
        Assert.Equal(CellValues.Boolean, first.Single(cell => cell.CellReference == "I2").DataType!.Value);
        Assert.Equal(PaneStateValues.Frozen, rows.Descendants<Pane>().Single().State!.Value);
        Assert.Equal("A1:O26", rows.Elements<AutoFilter>().Single().Reference!.Value);    // half of the fifty are of the period before
        Assert.Empty(sheets.SelectMany(sheet => sheet.Worksheet.Descendants<CellFormula>()));
    }

    [Fact]
    public void Rows_that_are_too_many_for_a_sheet_go_to_the_next_one()
    {
        using MemoryStream stream = new();
        using (WorkbookFormat format = new(stream, maxRows: 11))
        {
            Array.ForEach(SampleReport.Rows(25), format.Add);
            format.Complete(SampleReport.Basis());
        }

        using SpreadsheetDocument workbook = SpreadsheetDocument.Open(stream, isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(workbook));
        Assert.Equal(["Activities", "Activities 2", "Activities 3", "Summary"], workbook.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        Assert.Equal([11, 11, 6], workbook.WorkbookPart.WorksheetParts.Take(3).Select(sheet => sheet.Worksheet.Descendants<Row>().Count()));
    }

    [Fact]
    public void Json_holds_rows_and_figures_for_programs()
    {
        ReportRow[] rows = SampleReport.Rows();

        JsonNode report = JsonNode.Parse(File.ReadAllText(SampleReport.Write(_folder.FullName, "report.json", rows)))!;

        Assert.Equal(200, report["activities"]!.AsArray().Count);
        Assert.Equal(rows[0].Key, report["activities"]![0]!["key"]!.GetValue<string>());
        Assert.Equal("2026-11-21", report["activities"]![0]!["date"]!.GetValue<string>());
        Assert.Equal(200, report["summary"]!["activities"]!.GetValue<int>());
        Assert.Equal("Open rate", report["summary"]!["figures"]![2]!["name"]!.GetValue<string>());
    }

    [Fact]
    public void Json_keeps_hostile_texts_as_they_are()
    {
        JsonNode report = JsonNode.Parse(File.ReadAllText(SampleReport.Write(_folder.FullName, "report.json", HostileRows)))!;

        string[] whole = [.. Hostile.Texts.Where(text => !text.Contains('\ud83d', StringComparison.Ordinal))];
        Assert.Equal(whole, report["activities"]!.AsArray().Select(row => row!["subject"]!.GetValue<string>()).Intersect(whole));
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.csv")]
    [InlineData("report.xlsx")]
    [InlineData("report.json")]
    public void What_was_not_completed_leaves_nothing_and_what_was_there_is_as_it_was(string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, "old");

        using (ReportFile file = ReportFile.Create(path, overwrites: true))
        {
            Array.ForEach(SampleReport.Rows(), file.Add);
        }

        Assert.Equal([path], _folder.EnumerateFiles().Select(left => left.FullName));
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_is_there_is_kept_and_so_is_one_that_came_meanwhile()
    {
        string path = Path.Combine(_folder.FullName, "report.csv");
        using ReportFile file = ReportFile.Create(path, overwrites: false);
        File.WriteAllText(path, "mine");

        SyncException late = Assert.Throws<SyncException>(() => file.Complete(SampleReport.Basis()));
        SyncException early = Assert.Throws<SyncException>(() => ReportFile.Create(path, overwrites: false));

        Assert.Equal((FaultKind.ReportInvalid, FaultKind.ReportInvalid), (late.Kind, early.Kind));
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_that_says_so()
    {
        SyncException refused = Assert.Throws<SyncException>(() => ReportFile.Create(Path.Combine(_folder.FullName, "none", "report.csv"), overwrites: false));

        Assert.Equal(FaultKind.ReportInvalid, refused.Kind);
    }

    // The bundle's licences travel with it, in every page.
    [Fact]
    public void A_page_carries_the_licences_of_what_draws_its_charts()
    {
        string page = File.ReadAllText(SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows(10)));

        Assert.Contains("vega-lite 6.5.0 (BSD-3-Clause)", page, StringComparison.Ordinal);
        Assert.Contains("Redistribution and use in source and binary forms", page, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // What a text says once nothing in it is hidden: said here by a list of signs, beside the core's categories.
    private static string Meant(string text)
    {
        StringBuilder meant = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isHidden = rune.Value is < 0x20 and not 9 or 0xFFFE or 0xFFFF or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            meant.Append(isHidden ? "" : rune.Value == 9 ? " " : rune.ToString());
        }

        return meant.ToString();
    }
}
