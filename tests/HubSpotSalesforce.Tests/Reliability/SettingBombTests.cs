using System.Diagnostics;
using HubSpotSalesforce.Settings;
using HubSpotSalesforce.Tests.Settings;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Settings files made to cost time or memory: refused as what they are, with little work, and the process lives.</summary>
public sealed class SettingBombTests(ITestOutputHelper output)
{
    // Work is counted in bytes, the same on every machine however busy; how long it took is said, not asserted.
    private const long LittleWork = 64 * 1024 * 1024;

    private readonly Figures _figures = new(output);

    // Made when they are needed: a runner writes down the data of its theories.
    private static readonly Dictionary<string, Func<string>> Makers = new()
    {
        ["40 kB of nested brackets"] = () => "version: " + new string('[', 40_000),
        ["40 kB of nested braces"] = () => "version: " + string.Concat(Enumerable.Repeat("{a: ", 10_000)),
        ["nine levels of aliases"] = () => Laughs(9),
        ["nine levels of merged aliases"] = () => Merges(9),
        ["a scalar of 100 MB"] = () => "version: " + new string('x', 100_000_000),
        ["a quoted scalar of 1 MB less a byte"] = () => "version: \"" + new string('x', (1024 * 1024) - 12) + "\"",
        ["a million keys"] = () => string.Concat(Enumerable.Range(0, 1_000_000).Select(number => $"k{number}: 1\n")),
        ["a MB of keys"] = () => string.Concat(Enumerable.Range(0, 1_000_000).Select(number => $"k{number}: 1\n"))[..(1024 * 1024)],
        ["a MB of one key again and again"] = () => string.Concat(Enumerable.Repeat("k: 1\n", 200_000)),
        ["a MB of spaces"] = () => "version:" + new string(' ', (1024 * 1024) - 8),
        ["a MB of comments"] = () => string.Concat(Enumerable.Repeat("#\n", 500_000)) + "version: 2\n",
    };

    public static TheoryData<string> Bombs => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_as_invalid_settings_with_little_work(string name)
    {
        string text = Makers[name]();
        using SettingFile file = new(text);
        _ = Record.Exception(() => new SettingReader(_ => null).Read(Path.Combine(file.Folder, "none.yaml")));    // what is compiled once is no part of it

        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        SyncException fault = Assert.Throws<SyncException>(() => new SettingReader(_ => null).Read(file.FullName));
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;

        Assert.Equal(FaultKind.SettingsInvalid, fault.Kind);
        Assert.True(bytes < LittleWork, $"{name}: {bytes} bytes");
        Assert.True(fault.Message.Length < 100_000, $"{name}: a message of {fault.Message.Length} characters");
        _figures.Say($"Setting bomb: {name} ({text.Length / 1024} kB): refused in {took.TotalMilliseconds:F0} ms (aim: 200), {bytes / 1024} kB allocated");
    }

    private static string Laughs(int levels) => "l0: &l0 ha\n" + string.Concat(Enumerable.Range(1, levels).Select(
        level => $"l{level}: &l{level} [{string.Join(", ", Enumerable.Repeat($"*l{level - 1}", 9))}]\n"));

    private static string Merges(int levels) => "l0: &l0 { a: 1 }\n" + string.Concat(Enumerable.Range(1, levels).Select(
        level => $"l{level}: &l{level} {{ {string.Join(", ", Enumerable.Range(0, 9).Select(number => $"k{number}: *l{level - 1}"))} }}\n"));
}
