using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Bench;

/// <summary>The figures of a run of the benchmarks, printed as they come, and kept in a file to be compared with.</summary>
internal sealed class Figures
{
    private readonly SortedDictionary<string, double> _now = new(StringComparer.Ordinal);
    private readonly JsonObject _before;

    private Figures(JsonObject before) => _before = before;

    /// <summary>Reads the figures to compare with; none when there is no such file.</summary>
    public static Figures Beside(string path) => new(File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!["figures"]!.AsObject() : []);

    /// <summary>Takes a figure and prints it, with the one in the file.</summary>
    public void Add(string name, double value, string said)
    {
        _now[name] = value;
        string before = _before[name] is { } former ? Told((double)former) : "-";
        Console.WriteLine($"  {said,-72} {Told(value),12} {before,12}");
    }

    /// <summary>Writes them over those of the file that have the same names.</summary>
    public void Save(string path)
    {
        foreach ((string name, double value) in _now)
        {
            _before[name] = Math.Round(value, 2);
        }

        JsonObject file = new()
        {
            ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["machine"] = Machine,
            ["figures"] = new JsonObject(_before.OrderBy(figure => figure.Key, StringComparer.Ordinal).Select(figure => KeyValuePair.Create(figure.Key, figure.Value?.DeepClone()))),
        };
        File.WriteAllText(path, file.ToJsonString(new() { WriteIndented = true }) + "\n");
    }

    /// <summary>The machine, as far as it matters.</summary>
    public static string Machine => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GB, .NET {Environment.Version}");

    private static string Told(double value) => value.ToString(Math.Abs(value) < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
}
