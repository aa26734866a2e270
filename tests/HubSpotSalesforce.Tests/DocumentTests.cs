using System.Globalization;
using System.Text.RegularExpressions;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.Tests.Settings;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests;

/// <summary>What the documents say is there: rules, tests, keys, files, examples.</summary>
public sealed partial class DocumentTests
{
    private const string RulesPage = "docs/rules.md";
    private const string SettingsPage = "docs/settings.md";

    private static readonly string[] Documents = [.. Files(Repository.Root, "*.md")];

    private static readonly string[] TestSources = [.. Files(Path.Combine(Repository.Root, "tests"), "*.cs"), .. Files(Path.Combine(Repository.Root, "tests"), "*.ps1")];

    [Fact]
    public void Every_rule_that_a_test_names_has_a_row()
    {
        HashSet<string> rows = [.. Rows(RulesPage).Select(row => row[0])];

        string[] missing = [.. TestSources.SelectMany(RulesNamedIn).Where(named => !rows.Contains(named.Rule)).Select(named => $"{named.Rule} in {named.Where}")];

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_reason_for_a_skip_is_explained_where_administrators_read()
        => Assert.Equal(
            Enum.GetNames<SkipCode>().Order(StringComparer.Ordinal),
            Rows("module/en-US/about_HubSpotSalesforce_Rules.md").Select(row => row[0]).Where(code => code is not "code" && char.IsLetter(code[0])).Order(StringComparer.Ordinal));

    [Fact]
    public void No_rule_has_two_rows()
        => Assert.Empty(Rows(RulesPage).Select(row => row[0]).Where(rule => Rule().IsMatch(rule)).GroupBy(rule => rule).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Every_test_that_a_rule_names_exists()
    {
        HashSet<string> tests = [.. TestSources.SelectMany(TestsIn)];
        string[][] rules = [.. Rows(RulesPage).Where(row => Rule().IsMatch(row[0]))];

        string[] missing = [.. rules.SelectMany(row => Quoted(row[3]).Where(test => !tests.Contains(test)).Select(test => $"{row[0]}: {test}"))];

        Assert.NotEmpty(rules);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_every_anchor_to_a_heading()
    {
        string[] broken = [.. Documents.SelectMany(document => Links(document).Where(link => !Leads(document, link)).Select(link => $"{Named(document)}: {link}"))];

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_settings_example_is_right()
    {
        (string Document, string Text)[] examples =
            [.. Documents.SelectMany(document => Yaml().Matches(File.ReadAllText(document)).Select(match => (document, match.Groups["text"].Value))).Where(example => example.Value.Contains("version: 1", StringComparison.Ordinal))];

        string[] faults = [.. examples.SelectMany(example =>
        {
            using SettingFile file = new(example.Text);
            return file.Check().Select(fault => $"{Named(example.Document)}: {fault}");
        })];

        Assert.NotEmpty(examples);
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_settings_key_has_one_row_with_its_default_and_no_row_is_left_over()
    {
        Dictionary<string, string?> keys = KeysOf(JObject.Parse(SettingSchema.Text()), "").GroupBy(key => key.Path).ToDictionary(same => same.Key, same => same.First().Default);
        string[][] rows = [.. Rows(SettingsPage).Where(row => row.Length == 5 && row[0].StartsWith('`'))];

        Assert.Equal(keys.Keys.Order(StringComparer.Ordinal), rows.Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal));
        Assert.Equal(
            keys.Where(key => key.Value is not null).Select(key => $"{key.Key} {key.Value}").Order(StringComparer.Ordinal),
            rows.Where(row => row[2].StartsWith('`')).Select(row => $"{row[0].Trim('`')} {row[2].Trim('`')}").Order(StringComparer.Ordinal));
    }

    // Given as parameters, which are read as the file is.
    [Fact]
    public void Every_example_of_a_settings_key_is_taken()
    {
        using SettingFile file = new("version: 1\nhubspot: { token: env:TOKEN }\nsalesforce: { loginUrl: https://acme.my.salesforce.com, clientId: a, username: b }\n");
        string[][] rows = [.. Rows(SettingsPage).Where(row => row.Length == 5 && row[4].StartsWith('`') && !row[0].Contains("<field>", StringComparison.Ordinal) && !row[0].Contains("[]", StringComparison.Ordinal))];

        string[] faults = [.. rows.SelectMany(row =>
        {
            string key = row[0].Trim('`').Replace("<kind>", "callMade").Replace("<family>", "tasks").Replace("<address>", "anna@acme.com");
            return new SettingReader(_ => null).Check(file.FullName, new Dictionary<string, string> { [key] = row[4].Trim('`').Trim('"', '[', ']') }).Where(fault => fault.Key == key);
        }).Select(fault => $"{fault.Key}: {fault}")];

        Assert.NotEmpty(rows);
        Assert.Empty(faults);
    }

    [Fact]
    public void The_settings_page_has_every_kind()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, SettingsPage));

        Assert.All(HubSpotSalesforce.Activities.ActivityKind.All, kind => Assert.Contains($"`{kind.Key}`", page, StringComparison.Ordinal));
    }

    // In code and text too, where no link is.
    [Theory]
    [InlineData("about_HubSpotSalesforce_Reports.md", "-GroupBy takes ")]
    [InlineData("New-ActivityReport.md", "-GroupBy counts instead: by ")]
    public void Every_grouping_of_a_report_is_named_where_people_look_for_it(string page, string lead)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "module/en-US", page)).ReplaceLineEndings(" ");
        string named = text.Split(lead)[1].Split('.')[0];

        Assert.Equal(ReportGrouping.Names.Order(StringComparer.Ordinal), named.Split([", ", " and ", " or "], StringSplitOptions.None).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_path_that_goes_up_stays_in_the_repository_and_is_there()
    {
        string[] strays = [.. Documents.SelectMany(document => PathUp().Matches(File.ReadAllText(document))
            .Where(path => !Leads(document, path.Value.TrimEnd('.'))).Select(path => $"{Named(document)}: {path.Value}"))];

        Assert.Empty(strays);
    }

    // Bin, obj and out hold copies; folders that begin with a dot are not ours.
    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(below => Path.GetFileName(below) is not ("bin" or "obj" or "out" or "TestResults" or "node_modules") and [not '.', ..])
            .SelectMany(below => Files(below, pattern)));

    private static string Named(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    // The cells of each table row; a head and its line of dashes are rows too.
    private static IEnumerable<string[]> Rows(string document) => File.ReadLines(Path.Combine(Repository.Root, document))
        .Where(line => line.StartsWith('|'))
        .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static IEnumerable<string> Quoted(string cell) => Code().Matches(cell).Select(match => match.Groups["text"].Value);

    private static IEnumerable<(string Rule, string Where)> RulesNamedIn(string source)
    {
        Regex comment = source.EndsWith(".cs", StringComparison.Ordinal) ? SharpComment() : ShellComment();
        return comment.Matches(File.ReadAllText(source))
            .SelectMany(match => RuleRange().Matches(match.Value))
            .SelectMany(Each)
            .Distinct()
            .Select(rule => (rule, Named(source)));
    }

    // "R25-R27" names the one in between too.
    private static IEnumerable<string> Each(Match named)
    {
        int first = int.Parse(named.Groups["first"].Value, CultureInfo.InvariantCulture);
        int last = named.Groups["last"].Success ? int.Parse(named.Groups["last"].Value, CultureInfo.InvariantCulture) : first;
        return Enumerable.Range(first, Math.Max(1, last - first + 1)).Select(number => $"{named.Groups["letter"].Value}{number}");
    }

    // A class, a class and its method; of Pester a file, a file and what its "It" says.
    private static IEnumerable<string> TestsIn(string source)
    {
        string text = File.ReadAllText(source);
        if (source.EndsWith(".ps1", StringComparison.Ordinal))
        {
            string file = Path.GetFileName(source);
            return PesterTest().Matches(text).Select(match => $"{file}: {match.Groups["name"].Value}").Prepend(file);
        }

        return TestClass().Match(text) is { Success: true } found
            ? TestMethod().Matches(text).Select(match => $"{found.Groups["name"].Value}.{match.Groups["name"].Value}").Prepend(found.Groups["name"].Value)
            : [];
    }

    private static IEnumerable<string> Links(string document)
        => Link().Matches(Fence().Replace(File.ReadAllText(document), "")).Select(match => match.Groups["to"].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool Leads(string document, string link)
    {
        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? document : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(parts[0])));
        return (File.Exists(target) || Directory.Exists(target))
            && target.StartsWith(Repository.Root, StringComparison.Ordinal)
            && (parts.Length == 1 || Heading().Matches(File.ReadAllText(target)).Any(heading => Anchor(heading.Groups["text"].Value) == parts[1]));
    }

    private static string Anchor(string heading)
        => string.Concat(heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    // Kinds and families are alike and stand once, under a name in angle brackets.
    private static IEnumerable<(string Path, string? Default)> KeysOf(JObject node, string path)
    {
        foreach (JProperty child in ((JObject?)node["properties"] ?? []).Properties())
        {
            JObject resolved = Resolved(child.Value);
            string name = (path, child.Value["$ref"]?.ToString()) switch
            {
                (_, "#/definitions/kind") => "<kind>",
                (_, "#/definitions/family") => "<family>",
                _ => child.Name,
            };
            string at = path.Length == 0 ? name : $"{path}.{name}";
            if (resolved["properties"] is null)
            {
                yield return (at, Shown(child.Value["default"] ?? resolved["default"]));
            }

            foreach ((string Path, string? Default) below in KeysOf(resolved, at).Concat(Below(resolved, at)))
            {
                yield return below;
            }
        }
    }

    private static IEnumerable<(string Path, string? Default)> Below(JObject node, string path)
    {
        if (node["additionalProperties"] is JObject)
        {
            yield return ($"{path}.<{(path == "owners.map" ? "address" : path.EndsWith(".values", StringComparison.Ordinal) ? "value" : "field")}>", null);
        }

        if (node["items"] is JObject items)
        {
            foreach ((string Path, string? Default) below in KeysOf(items, $"{path}[]"))
            {
                yield return below;
            }
        }
    }

    private static JObject Resolved(JToken node)
        => node["$ref"] is { } reference ? (JObject)JObject.Parse(SettingSchema.Text())["definitions"]![((string)reference!).Split('/')[^1]]! : (JObject)node;

    private static string? Shown(JToken? value) => value switch
    {
        null => null,
        JArray words => $"[{string.Join(", ", words)}]",
        { Type: JTokenType.Boolean } => (bool)value ? "true" : "false",
        _ => value.ToString(),
    };

    [GeneratedRegex(@"^[ROD]\d+$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\b(?<letter>[ROD])(?<first>\d+)(?:-\k<letter>(?<last>\d+))?\b")]
    private static partial Regex RuleRange();

    [GeneratedRegex(@"(?<!:)//[^\n]*")]
    private static partial Regex SharpComment();

    [GeneratedRegex(@"(?<![^\s])#[^\n]*")]
    private static partial Regex ShellComment();

    [GeneratedRegex(@"`(?<text>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?:public|internal) (?:abstract |sealed |static |partial )*class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TestClass();

    [GeneratedRegex(@"^    public (?:async )?(?:Task|void) (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"\bIt\s+'(?<name>(?:[^']|'')+)'")]
    private static partial Regex PesterTest();

    [GeneratedRegex(@"(?:\.\./)+[\w./-]*")]
    private static partial Regex PathUp();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
