using System.Text.RegularExpressions;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests;

/// <summary>The environment variables that the code reads against those that the help tells of.</summary>
public sealed partial class EnvironmentVariableTests
{
    private const string Prefix = "HUBSPOT_SALESFORCE_";

    [Fact]
    public void The_table_of_the_help_has_each_variable_that_is_read_and_no_other()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "module", "en-US", "about_HubSpotSalesforce_Authentication.md"));
        string[] told = [.. Row().Matches(page).Select(row => row.Groups[1].Value).Where(name => !IsOfKey(name))];

        string[] read = [.. Sources().SelectMany(source => Variable().Matches(source)).SelectMany(found => found.Groups.Values.Skip(1)).Where(name => name.Success).Select(name => name.Value)
            .Where(name => name != "NAME")    // env:NAME, as errors write it
            .Distinct()];

        Assert.Equal(read.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.Contains(Row().Matches(page), row => IsOfKey(row.Groups[1].Value));
    }

    [Fact]
    public void Variables_are_read_by_a_name_that_stands_there_or_through_the_host()
        => Assert.All(Sources(), source => Assert.DoesNotMatch(@"GetEnvironmentVariables?\((?!"")", source));

    // Each key of the settings has a variable, and the table shows one of them.
    private static bool IsOfKey(string name)
        => name.StartsWith(Prefix, StringComparison.Ordinal)
            && SettingEditor.Keys.Any(key => key.Path.Replace('.', '_').Equals(name[Prefix.Length..], StringComparison.OrdinalIgnoreCase));

    // The simulator is no part of the product; an example of a place for a secret is read by nobody.
    private static IEnumerable<string> Sources()
        => new[] { "HubSpotSalesforce", "HubSpotSalesforce.Cmdlets", "HubSpotSalesforce.Loader", "HubSpotSalesforce.Worker" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"GetEnvironmentVariable\(""(\w+)""|""(HUBSPOT_SALESFORCE_\w+)""|(?<!Example = )""env:([A-Z_]+)""")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?m)^\| ([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+) \|")]
    private static partial Regex Row();
}
