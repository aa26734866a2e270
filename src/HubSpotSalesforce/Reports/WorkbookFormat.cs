using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace HubSpotSalesforce.Reports;

/// <summary>A report as a workbook: its figures and its rows, typed, with a head that stays and a filter.</summary>
/// <remarks>
/// Written straight into the archive, element after element: a million rows are never together in memory. Why no package writes
/// it: docs/decisions/0013-workbooks-by-xmlwriter.md.
/// </remarks>
internal sealed partial class WorkbookFormat : IReportFormat
{
    /// <summary>The most rows of a sheet, its head included (Excel specifications and limits, read 2026-11-21).</summary>
    public const int MaxRows = 1_048_576;

    private const int MaxCell = 32_767;
    private const string PlainStyle = "0";
    private const string HeadStyle = "1";
    private const string DayStyle = "2";
    private const string MomentStyle = "3";
    private const string ShareStyle = "4";
    private const string CountStyle = "5";
    private const string FlagStyle = "6";

    private static readonly XmlWriterSettings Xml = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private readonly ZipArchive _archive;
    private readonly int _maxRows;
    private readonly WorkbookParts _parts = new();
    private Stream? _part;
    private XmlWriter? _sheet;
    private int _rows;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="maxRows">The most rows of a sheet; what is more goes to the next one.</param>
    public WorkbookFormat(Stream stream, int maxRows = MaxRows)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        _maxRows = maxRows;
        BeginRows();
    }

    /// <inheritdoc/>
    public void Add(ReportRow row)
    {
        if (_rows == _maxRows)
        {
            EndRows();
            BeginRows();
        }

        Row(ReportColumn.All.Select(column => column.Value(row)));
    }

    /// <inheritdoc/>
    public void Complete(ReportSummary summary)
    {
        EndRows();
        BeginSheet("Summary", [30, 18, 18, 18, 50], frozen: false);
        foreach ((object?[] values, bool isHead) in WorkbookSummary.Rows(summary))
        {
            Row(values, isHead ? HeadStyle : null);
        }

        EndSheet(filter: null);
        _parts.Write(_archive);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sheet?.Dispose();
        _part?.Dispose();
        _archive.Dispose();
    }

    private void BeginRows()
    {
        BeginSheet(_parts.Sheets.Count == 0 ? "Activities" : $"Activities {_parts.Sheets.Count + 1}", [.. ReportColumn.All.Select(column => column.Width)], frozen: true);
        Row(ReportColumn.All.Select(column => (object?)column.Name), HeadStyle);
    }

    private void EndRows() => EndSheet($"A1:{ColumnName(ReportColumn.All.Length)}{_rows}");

    private void BeginSheet(string name, int[] widths, bool frozen)
    {
        _part = _archive.CreateEntry(_parts.Add(name), CompressionLevel.Fastest).Open();
        _sheet = XmlWriter.Create(_part, Xml);
        _rows = 0;
        _sheet.WriteStartDocument(standalone: true);
        Begin("worksheet");
        Begin("sheetViews");
        Begin("sheetView", ("workbookViewId", "0"));
        if (frozen)
        {
            Begin("pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
            End();
        }

        End();
        End();
        Begin("cols");
        foreach ((int index, int width) in widths.Index())
        {
            string column = Number(index + 1);
            Begin("col", ("min", column), ("max", column), ("width", Number(width)), ("customWidth", "1"));
            End();
        }

        End();
        Begin("sheetData");
    }

    private void EndSheet(string? filter)
    {
        End();
        if (filter is not null)
        {
            Begin("autoFilter", ("ref", filter));
            End();
            _parts.Filter(filter);
        }

        End();
        _sheet!.Dispose();
        _part!.Dispose();
        (_sheet, _part) = (null, null);
    }

    private void Row(IEnumerable<object?> values, string? style = null)
    {
        string row = Number(++_rows);
        Begin("row", ("r", row));
        int column = 0;
        foreach (object? value in values)
        {
            column++;
            if (value is not null)
            {
                Write(value, ColumnName(column) + row, style);
            }
        }

        End();
    }

    // A text is written as one and never as a formula; what is no text has its own type.
    private void Write(object value, string cell, string? style)
    {
        switch (value)
        {
            case DateOnly day:
                Value(Number(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber), ("r", cell), ("s", DayStyle));
                break;
            case DateTimeOffset at:
                Value(Number(at.UtcDateTime.ToOADate()), ("r", cell), ("s", MomentStyle));
                break;
            case bool flag:
                Value(flag ? "1" : "0", ("r", cell), ("s", FlagStyle), ("t", "b"));
                break;
            case int count:
                Value(Number(count), ("r", cell), ("s", CountStyle));
                break;
            case double share:
                Value(Number(share), ("r", cell), ("s", ShareStyle));
                break;
            default:
                Text(Escapes().Replace(InertText.Of(value.ToString(), MaxCell), "_x005F_x$1_"), ("r", cell), ("s", style ?? PlainStyle), ("t", "inlineStr"));
                break;
        }
    }

    private void Value(string value, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin("c", attributes);
        Begin("v");
        _sheet!.WriteString(value);
        End();
        End();
    }

    private void Text(string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin("c", attributes);
        Begin("is");
        Begin("t");
        _sheet!.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(text);
        End();
        End();
        End();
    }

    private void Begin(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _sheet!.WriteStartElement(name, WorkbookParts.Main);
        foreach ((string attribute, string value) in attributes)
        {
            _sheet.WriteAttributeString(attribute, value);
        }
    }

    private void End() => _sheet!.WriteEndElement();

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string ColumnName(int column) => ((char)('A' + column - 1)).ToString();

    // Excel reads _x000D_ in a text as a control character.
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escapes();
}
