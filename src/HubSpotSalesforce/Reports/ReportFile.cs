namespace HubSpotSalesforce.Reports;

/// <summary>Writes a report to a file: beside its place, and moved there when it is whole, so that nobody reads half a report.</summary>
public sealed class ReportFile : IDisposable
{
    private static readonly Dictionary<string, Func<Stream, IReportFormat>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = stream => new HtmlFormat(stream),
        [".csv"] = stream => new CsvFormat(stream),
        [".xlsx"] = stream => new WorkbookFormat(stream),
        [".json"] = stream => new JsonFormat(stream),
    };

    private readonly string _path;
    private readonly string _beside;
    private readonly bool _overwrites;
    private readonly FileStream _stream;
    private readonly IReportFormat _format;

    private ReportFile(string path, bool overwrites)
    {
        _path = path;
        _beside = $"{path}.{Guid.NewGuid():N}.tmp";
        _overwrites = overwrites;
        _stream = new FileStream(_beside, FileMode.CreateNew, FileAccess.ReadWrite);
        _format = Formats[Path.GetExtension(path)](_stream);
    }

    /// <summary>Whether the format shows figures beside the rows.</summary>
    public bool HasFigures => _format is not CsvFormat;

    /// <summary>The extensions there are, each with its point.</summary>
    public static string[] Extensions => [.. Formats.Keys];

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where it is to be; its extension says the format: .html, .csv, .xlsx or .json.</param>
    /// <param name="overwrites">Whether a file that is there may be replaced.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.ReportInvalid"/>: there is no such format, the file is there already, or cannot be written.</exception>
    public static ReportFile Create(string path, bool overwrites)
    {
        if (!Formats.ContainsKey(Path.GetExtension(path)))
        {
            throw new SyncException(FaultKind.ReportInvalid, path, $"A report cannot be written as '{Path.GetFileName(path)}'. End its name with {string.Join(", ", Extensions[..^1])} or {Extensions[^1]}.");
        }

        Refuse(path, overwrites);
        return Translated(path, () => new ReportFile(path, overwrites));
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.ReportInvalid"/>: the file cannot be written.</exception>
    public void Add(ReportRow row) => Translated(_path, () =>
    {
        _format.Add(row);
        return true;
    });

    /// <summary>Ends the file and moves it to its place.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.ReportInvalid"/>: it cannot be written; what was there is as it was.</exception>
    public FileInfo Complete(ReportSummary summary)
    {
        Translated(_path, () =>
        {
            _format.Complete(summary);
            _format.Dispose();
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            return true;
        });
        Refuse(_path, _overwrites);
        return Translated(_path, () =>
        {
            File.Move(_beside, _path, _overwrites);
            return new FileInfo(_path);
        });
    }

    /// <summary>Removes what was not completed.</summary>
    public void Dispose()
    {
        try
        {
            _format.Dispose();
            _stream.Dispose();
            File.Delete(_beside);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // A remnant beside the report harms nobody.
        }
    }

    private static T Translated<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SyncException(FaultKind.ReportInvalid, path, $"The report {path} cannot be written: {refused.Message} Check that its folder exists and can be written to.", refused);
        }
    }

    private static void Refuse(string path, bool overwrites)
    {
        if (File.Exists(path) && !overwrites)
        {
            throw new SyncException(FaultKind.ReportInvalid, path, $"The report {path} exists already. Choose another name, or replace it with -Force.");
        }
    }
}
