using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Runs;

public sealed class PlanWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", false)]    // a plan without a line
    [InlineData("{}\n", true)]
    public async Task Only_a_file_with_something_in_it_is_kept(string there, bool isKept)
    {
        string path = _folder["plan.jsonl"];
        await File.WriteAllTextAsync(path, there);

        Exception? refused = await Record.ExceptionAsync(async () =>
        {
            await using PlanWriter plan = PlanWriter.Create(path, overwrites: false);
            plan.Complete();
        });

        Assert.Equal(isKept ? FaultKind.PlanInvalid : null, (refused as SyncException)?.Kind);
        Assert.Equal(there, await File.ReadAllTextAsync(path));
    }
}
