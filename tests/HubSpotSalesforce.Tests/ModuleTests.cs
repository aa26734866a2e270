using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace HubSpotSalesforce.Tests;

/// <summary>Runs the Pester tests of the packed module, one row for each file; the first one packs it.</summary>
public sealed class ModuleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Module.Tests"), "*.Tests.ps1").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal),
    ];

    [ModuleTheory]
    [MemberData(nameof(Files))]
    public async Task Module_tests_pass(string file)
    {
        string results = Path.GetTempFileName();
        try
        {
            string said = await RunAsync(file, results);
            string text = await File.ReadAllTextAsync(results);
            Assert.True(text.Length > 0, $"Pester did not come to its end:{Environment.NewLine}{said}");

            using JsonDocument outcome = JsonDocument.Parse(text);
            string[] failures = [.. outcome.RootElement.GetProperty("Failures").EnumerateArray().Select(failure => failure.GetString()!)];
            Assert.True(failures.Length == 0, string.Join(Environment.NewLine, failures));
            Assert.True(outcome.RootElement.GetProperty("Passed").GetInt32() > 0, $"{file} holds no test.");
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static async Task<string> RunAsync(string file, string results)
    {
        ProcessStartInfo start = new(PowerShell.Path!)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "Module.Tests"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] arguments = ["-NoProfile", "-NonInteractive", "-File", "Invoke-ModuleTest.ps1", file, results];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["HUBSPOT_SALESFORCE_SIMULATOR"] = Simulator();

        using Process pester = Process.Start(start)!;
        pester.StandardInput.Close();
        using CancellationTokenSource late = new(Limit);
        try
        {
            Task<string> output = pester.StandardOutput.ReadToEndAsync(late.Token);
            Task<string> errors = pester.StandardError.ReadToEndAsync(late.Token);
            await pester.WaitForExitAsync(late.Token);
            return await output + await errors;
        }
        catch (OperationCanceledException)
        {
            pester.Kill(entireProcessTree: true);
            return $"{file} took longer than {Limit}.";
        }
    }

    // Built like these tests, Debug or Release.
    private static string Simulator()
    {
        string built = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "HubSpotSalesforce.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "src", "HubSpotSalesforce.Simulator", built, "HubSpotSalesforce.Simulator.dll");
    }

    /// <summary>The PowerShell on this machine, and what keeps it from running the tests.</summary>
    private static class PowerShell
    {
        public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
            .FirstOrDefault(File.Exists);

        /// <summary>What is missing, as a name; null when nothing is.</summary>
        public static string? Missing { get; } = Path is null ? "pwsh was not found" : HasPester(Path) ? null : "Pester 5 was not found";

        private static bool HasPester(string path)
        {
            using Process asked = Process.Start(new ProcessStartInfo(
                path,
                ["-NoProfile", "-NonInteractive", "-Command", "exit [int](-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 }))"]) { RedirectStandardOutput = true })!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
    }

    /// <summary>A theory for PowerShell; where that is missing, it is skipped under a name that says so.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ModuleTheoryAttribute : TheoryAttribute
    {
        public ModuleTheoryAttribute([CallerMemberName] string name = "")
        {
            if (PowerShell.Missing is { } missing)
            {
                Skip = missing;
                DisplayName = $"NOT RUN, {missing}: {name}";
            }
        }
    }
}
