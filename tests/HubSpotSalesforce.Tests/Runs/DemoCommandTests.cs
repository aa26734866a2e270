namespace HubSpotSalesforce.Tests.Runs;

/// <summary>The demo of the worker, as people run it first.</summary>
public sealed class DemoCommandTests
{
    [Fact]
    public async Task The_demo_ends_with_every_file_it_leaves_and_what_it_is_for()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hubspot-salesforce-");
        try
        {
            (int code, string[] lines) = await WorkerProcess.RunAsync(
                ["demo", "--portal", Path.Combine(Repository.Root, "tests/Module.Tests/Portals/small"), "--out", folder.FullName], new Dictionary<string, string>());

            string[] listed = [.. lines.SkipWhile(line => line != $"Left in {folder.FullName}:").Skip(1).SkipLast(1)];
            Assert.Equal(0, code);
            Assert.Equal(folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal), listed.Select(line => line.Split(' ')[0]));
            Assert.DoesNotContain(listed, line => line.EndsWith("not of the demo", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
