using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace HubSpotSalesforce.Reports;

/// <summary>The small parts of a workbook, which tell what its sheets are and how cells look.</summary>
internal sealed class WorkbookParts
{
    /// <summary>The namespace of a workbook and its sheets.</summary>
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Head = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly List<(string Name, string? Filter)> _sheets = [];

    /// <summary>The names of the sheets, in the order in which they were begun.</summary>
    public IReadOnlyList<string> Sheets => [.. _sheets.Select(sheet => sheet.Name)];

    /// <summary>Adds a sheet and returns where its part stands in the archive.</summary>
    public string Add(string name)
    {
        _sheets.Add((name, null));
        return string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml");
    }

    /// <summary>Remembers which cells the filter of the last sheet covers.</summary>
    public void Filter(string cells) => _sheets[^1] = (_sheets[^1].Name, cells);

    /// <summary>Writes all parts but the sheets.</summary>
    public void Write(ZipArchive archive)
    {
        Part(archive, "[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Content}.styles+xml"/>{Each((_, number) => $"""<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{Content}.worksheet+xml"/>""")}</Types>
            """);
        Part(archive, "_rels/.rels", $"""<Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part(archive, "xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{PackageRelations}"><Relationship Id="rId0" Type="{Relations}/styles" Target="styles.xml"/>{Each((_, number) => $"""<Relationship Id="rId{number}" Type="{Relations}/worksheet" Target="worksheets/sheet{number}.xml"/>""")}</Relationships>
            """);
        Part(archive, "xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>{Each((sheet, number) => $"""<sheet name="{sheet.Name}" sheetId="{number}" r:id="rId{number}"/>""")}</sheets><definedNames>{Each(Filtered)}</definedNames></workbook>
            """);
        Part(archive, "xl/styles.xml", Styles);
    }

    // By this name a program knows that the filter is the sheet's own.
    private static string Filtered((string Name, string? Filter) sheet, int number)
    {
        string[] cells = sheet.Filter?.Split(':') ?? [];
        return cells.Length == 0 ? "" : $"""<definedName name="_xlnm._FilterDatabase" localSheetId="{number - 1}" hidden="1">'{sheet.Name}'!$A$1:${cells[1][0]}${cells[1][1..]}</definedName>""";
    }

    private static readonly string Styles = $"""
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>
        """;

    private string Each(Func<(string Name, string? Filter), int, string> part) => string.Concat(_sheets.Select((sheet, index) => part(sheet, index + 1)));

    private static void Part(ZipArchive archive, string path, string xml)
    {
        using StreamWriter writer = new(archive.CreateEntry(path, CompressionLevel.Fastest).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(Head);
        writer.Write(xml);
    }
}
