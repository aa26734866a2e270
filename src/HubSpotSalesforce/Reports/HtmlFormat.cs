using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;

namespace HubSpotSalesforce.Reports;

/// <summary>A report as one HTML file that works offline: figures, charts, tables, and the newest of its rows.</summary>
/// <remarks>
/// Texts are escaped by the template; styles and scripts are allowed by their hashes and nothing else is, and the charts'
/// expressions are interpreted, so that no eval is needed either.
/// </remarks>
internal sealed class HtmlFormat : IReportFormat
{
    private const int MaxRows = 1_000;    // more makes the page slow on a phone; the other formats have them all

    private static readonly Lazy<HandlebarsTemplate<TextWriter, object, object>> Page = new(Compile);
    private static readonly string Style = Part("report.css");
    private static readonly string Library = Packed("charts.zip", "charts.min.js");
    private static readonly string Script = Part("report.js");

    private readonly Stream _stream;
    private readonly List<ReportRow> _rows = [];

    /// <summary>Begins a file.</summary>
    public HtmlFormat(Stream stream) => _stream = stream;

    /// <inheritdoc/>
    public void Add(ReportRow row)
    {
        if (_rows.Count < MaxRows)
        {
            _rows.Add(row);
        }
    }

    /// <inheritdoc/>
    public void Complete(ReportSummary summary)
    {
        using StreamWriter writer = new(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        HtmlCharts charts = new(summary);
        Page.Value(writer, new Dictionary<string, object?>
        {
            ["policy"] = Policy(),
            ["style"] = Style,
            ["library"] = Library,
            ["script"] = Script,
            ["data"] = charts.Data(),
            ["title"] = InertText.Of(summary.Name, 200),
            ["family"] = summary.Who == ReportFamily.Leads ? "Activities with leads" : "Activities with contacts",
            ["period"] = Period(summary.From, summary.To),
            // The first of them is the period, which stands above.
            ["filters"] = summary.Filters.Skip(1).Select(filter => InertText.Of(filter, 200)).ToArray(),
            ["isEmpty"] = summary.Activities == 0,
            ["figures"] = summary.Figures.Select(HtmlFigure.Of).ToArray(),
            ["compared"] = summary.BeforeFrom is { } before ? $"Compared with the period before, {Period(before, summary.From!.Value.AddDays(-1))}." : "",
            ["charts"] = charts.All(),
            ["tables"] = HtmlTables.All(summary, _rows),
            ["notes"] = summary.Notes.Select(note => InertText.Of(note, 500)).ToArray(),
            ["madeAt"] = summary.MadeAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture),
            ["org"] = InertText.Of(summary.Org, 200),
        }, new object());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Policy()
        => $"default-src 'none'; script-src {Hash(Library)} {Hash(Script)}; style-src {Hash(Style)}; connect-src 'none'; img-src 'none'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Period(DateOnly? from, DateOnly? to)
        => from is { } first && to is { } last
            ? string.Create(CultureInfo.InvariantCulture, $"{(first.Year == last.Year ? first.ToString("d MMMM", CultureInfo.InvariantCulture) : first.ToString("d MMMM yyyy", CultureInfo.InvariantCulture))} to {last:d MMMM yyyy}")
            : "Any date";

    private static HandlebarsTemplate<TextWriter, object, object> Compile()
    {
        IHandlebars handlebars = Handlebars.Create(new HandlebarsConfiguration { FormatProvider = CultureInfo.InvariantCulture, ThrowOnUnresolvedBindingExpression = false });
        using StringReader table = new(Part("table.hbs"));
        handlebars.RegisterTemplate("table", handlebars.Compile(table));
        using StringReader page = new(Part("report.hbs"));
        return handlebars.Compile(page);
    }

    // With one sort of line end, for a browser reads the others as that one and would find another hash.
    private static string Part(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"report/{name}")!;
        return Text(stream);
    }

    private static string Packed(string archive, string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"report/{archive}")!;
        using ZipArchive zip = new(stream);
        using Stream part = zip.GetEntry(name)!.Open();
        return Text(part);
    }

    private static string Text(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
