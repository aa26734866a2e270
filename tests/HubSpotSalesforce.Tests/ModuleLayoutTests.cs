using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Tests;

/// <summary>What the built module is made of, and where each part stands.</summary>
public sealed class ModuleLayoutTests
{
    private static readonly string[] Files = [.. Directory.EnumerateFiles(Repository.Module, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Module, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Fact]
    public void Beside_the_manifest_stand_the_cmdlets_the_loader_and_what_ships_as_text()
    {
        string[] beside = [.. Files.Where(file => !file.StartsWith("core/", StringComparison.Ordinal) && !file.StartsWith("en-US/", StringComparison.Ordinal))];

        Assert.Equal(
            ["HubSpotSalesforce.Cmdlets.dll", "HubSpotSalesforce.Format.ps1xml", "HubSpotSalesforce.Loader.dll", "HubSpotSalesforce.psd1", "LICENSE", "THIRD-PARTY-NOTICES.txt", "THIRD-PARTY-PACKAGES.txt", "icon.png"],
            beside);
    }

    [Fact]
    public void Core_holds_the_core_its_packages_and_the_file_by_which_they_are_found()
    {
        string[] core = [.. Files.Where(file => Regex.IsMatch(file, "^core/[^/]+$")).Select(file => file["core/".Length..])];

        Assert.Equal(
            [
                "CsvHelper.dll",
                "Dapper.dll",
                "Handlebars.dll",
                "HubSpotSalesforce.deps.json",
                "HubSpotSalesforce.dll",
                "Microsoft.Data.Sqlite.dll",
                "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
                "Microsoft.Extensions.Logging.Abstractions.dll",
                "Microsoft.IdentityModel.Abstractions.dll",
                "Microsoft.IdentityModel.JsonWebTokens.dll",
                "Microsoft.IdentityModel.Logging.dll",
                "Microsoft.IdentityModel.Tokens.dll",
                "Newtonsoft.Json.dll",
                "Polly.Core.dll",
                "SQLitePCLRaw.batteries_v2.dll",
                "SQLitePCLRaw.core.dll",
                "SQLitePCLRaw.provider.e_sqlite3.dll",
                "YamlDotNet.dll",
            ],
            core);
    }

    [Fact]
    public void Native_libraries_are_those_of_the_seven_platforms()
    {
        string[] platforms = [.. Files.Where(file => file.StartsWith("core/runtimes/", StringComparison.Ordinal))];

        Assert.Equal(
            [
                "core/runtimes/linux-arm64/native/libe_sqlite3.so",
                "core/runtimes/linux-musl-x64/native/libe_sqlite3.so",
                "core/runtimes/linux-x64/native/libe_sqlite3.so",
                "core/runtimes/osx-arm64/native/libe_sqlite3.dylib",
                "core/runtimes/osx-x64/native/libe_sqlite3.dylib",
                "core/runtimes/win-arm64/native/e_sqlite3.dll",
                "core/runtimes/win-x64/native/e_sqlite3.dll",
            ],
            platforms);
    }

    // Two copies of one type of the framework meet in HttpClient and fail, in PowerShell only.
    [Fact]
    public void Nothing_of_the_shared_framework_stands_in_the_module()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Assert.DoesNotContain(Files, file => File.Exists(Path.Combine(framework, Path.GetFileName(file))));
    }
}
