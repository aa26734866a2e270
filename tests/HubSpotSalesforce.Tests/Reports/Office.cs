using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>LibreOffice, which opens a file as a person would and says what it shows.</summary>
internal static class Office
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["soffice.exe"] : ["soffice", "libreoffice"];

    /// <summary>Where it is on this machine; null when there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a file and returns the cells of its first sheet as they are shown.</summary>
    public static async Task<string[][]> ShownAsync(string file)
    {
        string folder = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, Guid.NewGuid().ToString("N"))).FullName;
        ProcessStartInfo start = new(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            $"-env:UserInstallation={new Uri(System.IO.Path.Combine(folder, "profile")).AbsoluteUri}", "--headless",
            // Commas, quotes, UTF-8; cells as shown, no formulas. A comma file is read the same way, formulas included.
            .. file.EndsWith(".csv", StringComparison.Ordinal) ? new[] { "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true" } : [],
            "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", folder, file,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        using CancellationTokenSource late = new(Limit);
        Task<string> said = process.StandardOutput.ReadToEndAsync(late.Token);
        Task<string> complained = process.StandardError.ReadToEndAsync(late.Token);
        await process.WaitForExitAsync(late.Token);
        string shown = System.IO.Path.Combine(folder, System.IO.Path.GetFileNameWithoutExtension(file) + ".csv");
        Assert.True(File.Exists(shown), await said + await complained);
        return Cells(await File.ReadAllTextAsync(shown, late.Token));
    }

    /// <summary>Takes comma-separated text apart, by RFC 4180 alone.</summary>
    public static string[][] Cells(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        System.Text.StringBuilder cell = new();
        bool isQuoted = false;
        text = text.TrimStart('\uFEFF');
        for (int at = 0; at < text.Length; at++)
        {
            switch (text[at], isQuoted)
            {
                case ('"', true) when at + 1 < text.Length && text[at + 1] == '"':
                    cell.Append('"');
                    at++;
                    break;
                case ('"', _):
                    isQuoted = !isQuoted;
                    break;
                case (',', false):
                    row.Add(cell.ToString());
                    cell.Clear();
                    break;
                case ('\n', false):
                    row.Add(cell.ToString());
                    cell.Clear();
                    rows.Add([.. row]);
                    row.Clear();
                    break;
                case ('\r', false):
                    break;
                default:
                    cell.Append(text[at]);
                    break;
            }
        }

        return [.. rows];
    }
}

/// <summary>A test with LibreOffice; where there is none, it is skipped under a name that says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OfficeFactAttribute : FactAttribute
{
    public OfficeFactAttribute([CallerMemberName] string name = "")
    {
        if (Office.Path is null)
        {
            Skip = "LibreOffice was not found";
            DisplayName = $"NOT RUN, {Skip}: {name}";
        }
    }
}
