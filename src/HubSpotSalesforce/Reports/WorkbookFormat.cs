using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HubSpotSalesforce.Reports;

/// <summary>A report as a workbook: its figures and its rows, typed, with a head that stays and a filter.</summary>
/// <remarks>
/// Written straight into the archive, part after part. The package classes of the SDK hold each part in memory until the end,
/// which for a million rows is more than a gigabyte.
/// </remarks>
internal sealed partial class WorkbookFormat : IReportFormat
{
    /// <summary>The most rows of a sheet, its head included (Excel specifications and limits, read 2026-11-21).</summary>
    public const int MaxRows = 1_048_576;

    private const int MaxCell = 32_767;
    private const uint PlainStyle = 0;
    private const uint HeadStyle = 1;
    private const uint DayStyle = 2;
    private const uint MomentStyle = 3;
    private const uint ShareStyle = 4;
    private const uint CountStyle = 5;
    private const uint FlagStyle = 6;

    private static readonly Cell CellShape = new();
    private static readonly InlineString InlineShape = new();
    private static readonly Text TextShape = new() { Space = SpaceProcessingModeValues.Preserve };
    private static readonly CellValue ValueShape = new();

    private readonly List<OpenXmlAttribute> _attributes = [];
    private readonly ZipArchive _archive;
    private readonly int _maxRows;
    private readonly WorkbookParts _parts = new();
    private Stream? _part;
    private OpenXmlPartWriter? _sheet;
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
        _sheet = new OpenXmlPartWriter(_part);
        _rows = 0;
        _sheet.WriteStartDocument(standalone: true);
        _sheet.WriteStartElement(new Worksheet());
        SheetView view = new() { WorkbookViewId = 0 };
        if (frozen)
        {
            view.Append(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen });
        }

        _sheet.WriteElement(new SheetViews(view));
        _sheet.WriteElement(new Columns(widths.Select((width, index) => new Column { Min = (uint)index + 1, Max = (uint)index + 1, Width = width, CustomWidth = true })));
        _sheet.WriteStartElement(new SheetData());
    }

    private void EndSheet(string? filter)
    {
        _sheet!.WriteEndElement();
        if (filter is not null)
        {
            _sheet.WriteElement(new AutoFilter { Reference = filter });
            _parts.Filter(filter);
        }

        _sheet.WriteEndElement();
        _sheet.Close();
        _part!.Dispose();
        (_sheet, _part) = (null, null);
    }

    private void Row(IEnumerable<object?> values, uint? style = null)
    {
        _rows++;
        _sheet!.WriteStartElement(new Row { RowIndex = (uint)_rows });
        int column = 0;
        foreach (object? value in values)
        {
            column++;
            if (value is not null)
            {
                Write(value, $"{ColumnName(column)}{_rows.ToString(CultureInfo.InvariantCulture)}", style);
            }
        }

        _sheet.WriteEndElement();
    }

    // A text is written as one and never as a formula; what is no text has its own type.
    private void Write(object value, string reference, uint? style)
    {
        switch (value)
        {
            case DateOnly day:
                Write(reference, DayStyle, null, Number(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber));
                break;
            case DateTimeOffset at:
                Write(reference, MomentStyle, null, Number(at.UtcDateTime.ToOADate()));
                break;
            case bool flag:
                Write(reference, FlagStyle, "b", flag ? "1" : "0");
                break;
            case int count:
                Write(reference, CountStyle, null, Number(count));
                break;
            case double share:
                Write(reference, ShareStyle, null, Number(share));
                break;
            default:
                Write(reference, style ?? PlainStyle, "inlineStr", Escapes().Replace(InertText.Of(value.ToString(), MaxCell), "_x005F_x$1_"));
                break;
        }
    }

    // The elements are written from the same few shapes: a tree of objects for each cell would be 100 million of them.
    private void Write(string reference, uint style, string? type, string value)
    {
        _attributes.Clear();
        _attributes.Add(new OpenXmlAttribute("r", "", reference));
        _attributes.Add(new OpenXmlAttribute("s", "", style.ToString(CultureInfo.InvariantCulture)));
        if (type is not null)
        {
            _attributes.Add(new OpenXmlAttribute("t", "", type));
        }

        bool isText = type == "inlineStr";
        _sheet!.WriteStartElement(CellShape, _attributes);
        if (isText)
        {
            _sheet.WriteStartElement(InlineShape);
        }

        _sheet.WriteStartElement(isText ? TextShape : ValueShape);
        _sheet.WriteString(value);
        _sheet.WriteEndElement();
        if (isText)
        {
            _sheet.WriteEndElement();
        }

        _sheet.WriteEndElement();
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string ColumnName(int column) => ((char)('A' + column - 1)).ToString();

    // Excel reads _x000D_ in a text as a control character.
    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escapes();
}
