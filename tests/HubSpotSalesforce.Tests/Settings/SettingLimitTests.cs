using System.Text;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

/// <summary>Hostile and broken files: refused soon, with one clear fault, and the process lives.</summary>
public sealed class SettingLimitTests
{
    // What a file can make the reader do, counted in bytes and not in milliseconds: the same on every machine, however busy.
    private const long LittleWork = 64 * 1024 * 1024;

    public static TheoryData<string, string, string> Bombs => new()
    {
        { "40 kB of brackets", "a: " + new string('[', 40_000), "nested deeper than 32 levels" },
        { "40 kB of closed brackets", "a: " + new string('[', 20_000) + new string(']', 20_000), "nested deeper than 32 levels" },
        { "40 kB of braces", new string('{', 40_000), "A key must be a word" },
        { "40 kB of braces with keys", string.Concat(Enumerable.Repeat("{a: ", 10_000)), "nested deeper than 32 levels" },
        { "brackets with words between", "a: " + string.Concat(Enumerable.Repeat("[a,", 13_000)), "nested deeper than 32 levels" },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 100_000)), "does not begin with a key" },
        { "dashes below a key", "a:\n" + string.Concat(Enumerable.Repeat("- ", 100_000)), "nested deeper than 32 levels" },
        { "question marks", string.Concat(Enumerable.Repeat("? ", 100_000)), "A key must be a word" },
        { "nine levels of aliases", Laughs(9), "more than 50 aliases" },
        { "an alias of itself", "a: &a [*a]", "names no value before it" },
        { "a scalar of 100 kB", "a: " + new string('x', 100_000), "longer than 64 kB" },
        { "a quote that is not closed", "a: '" + new string('x', 1_000_000), "More than 256 kB follow without a key or a value" },
        { "a quote that is not closed for a while", "a: '" + new string('x', 200_000), "not valid YAML" },
        { "a MB of comments", string.Concat(Enumerable.Repeat("#\n", 500_000)) + "version: 1\n", "More than 256 kB follow without a key or a value" },
        { "a MB of blank lines", new string('\n', 1_000_000) + "version: 1\n", "More than 256 kB follow without a key or a value" },
        { "a MB of comments at the end", "a: 1\n" + string.Concat(Enumerable.Repeat("#\n", 500_000)), "More than 256 kB follow without a key or a value" },
        { "100,000 keys", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"k{i}: 1\n")), "more than 10,000 keys and values" },
        { "60 kB of what looks like the beginning of tokens", "version: " + string.Concat(Enumerable.Repeat("eyJeyJ.", 8_000)), "must be a whole number" },
        { "a key of 60 kB", new string('k', 60_000) + "\n: 1", "not valid YAML" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_before_it_goes_off(string name, string text, string told)
    {
        using SettingFile file = new(text);
        (long bytes, SettingFault[] faults) = Measured(file);

        Assert.True(bytes < LittleWork, $"{name}: {bytes} bytes");
        Assert.Contains(faults, fault => fault.Message.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: ", 'x', 100_000_000)]
    [InlineData("", '\n', 100_000_000)]
    public void A_file_of_100_MB_is_not_even_read(string begin, char sign, long length)
    {
        using SettingFile file = new(begin + sign);
        using (FileStream stream = File.OpenWrite(file.FullName))
        {
            stream.SetLength(length);
        }

        (long bytes, SettingFault[] faults) = Measured(file);

        Assert.True(bytes < LittleWork, $"{bytes} bytes");
        Assert.Equal((0, "The file is larger than 1 MB."), (Assert.Single(faults).Line, faults[0].Message));
    }

    [Fact]
    public void A_million_keys_are_refused_by_their_size()
    {
        using SettingFile file = new(string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"k{i}: 1\n")));

        (long bytes, SettingFault[] faults) = Measured(file);

        Assert.True(bytes < LittleWork, $"{bytes} bytes");
        Assert.Equal("The file is larger than 1 MB.", Assert.Single(faults).Message);
    }

    [Theory]
    [InlineData("", 0, 0, "The file holds no settings.")]
    [InlineData("# nothing\n", 0, 0, "The file holds no settings.")]
    [InlineData("---\n", 0, 0, "The file holds no settings.")]
    [InlineData("- version: 1\n", 1, 1, "The file does not begin with a key.")]
    [InlineData("version\n", 1, 1, "The file does not begin with a key.")]
    [InlineData("version: 1\nhubspot:\n\ttoken: env:A\n", 3, 1, "A tab indents this line.")]
    [InlineData("version: 1\nhubspot:\n  \ttoken: env:A\n", 3, 3, "A tab indents this line.")]
    [InlineData("version: 1\n---\nversion: 1\n", 2, 1, "A second document begins here.")]
    [InlineData("version: !!int 1\n", 1, 10, "A tag stands here.")]
    [InlineData("version: [1\n", 2, 1, "This is not valid YAML: While parsing a flow sequence, did not find expected ',' or ']'.")]
    [InlineData("version: 1\nhubspot: a: b\n", 2, 11, "This is not valid YAML: ")]
    [InlineData("version: 'x\n", 1, 10, "This is not valid YAML: ")]
    [InlineData("version: {:\n:}\n", 1, 11, "This is not valid YAML.")]
    [InlineData("version: [ !!]\n", 1, 10, "This is not valid YAML.")]
    [InlineData("version: *one\n", 1, 10, "This alias names no value before it.")]
    [InlineData("[version]: 1\n", 1, 1, "A key must be a word.")]
    public void A_file_that_is_no_settings_is_refused_with_one_fault(string text, int line, int column, string told)
    {
        using SettingFile file = new(text);

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.StartsWith(told, fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Suggestion);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused_at_the_first_wrong_byte()
    {
        using SettingFile file = new([.. Encoding.UTF8.GetBytes("version: 1\n# ę "), 0xE9, .. "\n"u8]);

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((2, 5, "The file is not UTF-8."), (fault.Line, fault.Column, fault.Message));
    }

    [Fact]
    public void UTF16_is_refused_too()
    {
        using SettingFile file = new([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(SettingFile.Shortest)]);

        Assert.Equal("The file is not UTF-8.", Assert.Single(file.Check()).Message);
    }

    [Fact]
    public void A_file_that_is_missing_or_a_folder_is_told()
    {
        using SettingFile file = new("");

        SyncException missing = Assert.Throws<SyncException>(() => new SettingReader().Read(Path.Combine(file.Folder, "none.yaml")));
        SyncException folder = Assert.Throws<SyncException>(() => new SettingReader().Read(file.Folder));

        Assert.Equal((FaultKind.SettingsInvalid, $"{Path.Combine(file.Folder, "none.yaml")}: The file does not exist. Check the path, make one with New-SyncSetting, or write one as Get-Help about_HubSpotSalesforce_Settings shows (worker: run --help)."), (missing.Kind, missing.Message));
        SyncException none = Assert.Throws<SyncException>(() => new SettingReader(_ => null).Read(Path.Combine(file.Folder, "hubspot-salesforce.yaml")));
        Assert.Contains("The file does not exist; where no path is given, it is hubspot-salesforce.yaml in the current folder. Check", none.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{file.Folder}: The file cannot be read.", folder.Message, StringComparison.Ordinal);
    }

    private static (long Bytes, SettingFault[] Faults) Measured(SettingFile file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        SettingFault[] faults = new SettingReader(_ => null).Check(file.FullName);
        return (GC.GetAllocatedBytesForCurrentThread() - before, faults);
    }

    private static string Laughs(int levels) => "l0: &l0 ha\n" + string.Concat(Enumerable.Range(1, levels).Select(
        level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9))}]\n"));
}
