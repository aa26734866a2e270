using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace HubSpotSalesforce.Reports;

/// <summary>A report as CSV: its rows, in UTF-8 with a mark by which spreadsheets know it.</summary>
internal sealed class CsvFormat : IReportFormat
{
    // What a spreadsheet takes for the beginning of a formula; the wide forms count in East Asian editions.
    private static readonly CsvConfiguration Guarded = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionEscapeCharacter = '\'',
        InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'],
    };

    private const int MaxCell = 32_766;    // what a spreadsheet takes, and the apostrophe

    private readonly CsvWriter _csv;

    /// <summary>Begins a file.</summary>
    public CsvFormat(Stream stream)
    {
        _csv = new CsvWriter(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true), Guarded);
        foreach (ReportColumn column in ReportColumn.All)
        {
            _csv.WriteField(column.Name);
        }

        _csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Add(ReportRow row)
    {
        foreach (ReportColumn column in ReportColumn.All)
        {
            _csv.WriteField(Text(column.Value(row)));
        }

        _csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Complete(ReportSummary summary) => _csv.Flush();

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();

    private static string Text(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        // Blanks before a sign do not hold a spreadsheet back.
        string text => InertText.Of(text, MaxCell).Trim(),
        _ => "",
    };
}
