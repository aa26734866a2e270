using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Form submissions from run to run.</summary>
public sealed class SubmissionTests
{
    private const string ContactId = "003000000000001AAA";
    private const string Email = "lee@example.com";
    private const string Kinds = "timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { formSubmission: { sync: true } } }";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // O16: the watermark moves only when the walk reached the old one
    [Theory]
    [InlineData(2)]    // in the middle of the first form
    [InlineData(4)]    // at the second form
    public async Task A_walk_that_breaks_off_loses_no_submission(int brokenCall)
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.RunAsync();
        sync.Simulator.Clock.Set(Now.AddDays(11));
        foreach (int number in Enumerable.Range(1, 240))
        {
            sync.Simulator.Portal.Insert("form_submissions", PortalRecord.Submission(number % 2 == 0 ? "form-1" : "form-2", $"s{number}", Now.AddHours(number), Email));
        }

        await sync.PutFaultsAsync(new JsonObject { ["host"] = "hubspot", ["endpoint"] = "GET /form-integrations/v1/submissions/forms", ["status"] = 400, ["nth"] = brokenCall });
        await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());
        await sync.PutFaultsAsync();
        await sync.RunAsync();

        Assert.Equal(240, sync.Tasks.Count);
        Assert.Equal(240, sync.TaskWrites.Length);
    }

    // O16: forms of all types, archived ones too
    [Theory]
    [InlineData("hubspot", false)]
    [InlineData("hubspot", true)]
    [InlineData("flow", false)]
    [InlineData("captured", false)]
    [InlineData("blog_comment", true)]
    public async Task Forms_of_all_types_are_read_archived_ones_too(string type, bool isArchived)
    {
        await using SimulatedSync sync = await StartAsync();
        await sync.PutHubSpotAsync("forms", new JsonObject { ["id"] = "form-3", ["name"] = "Third", ["formType"] = type, ["archived"] = isArchived });
        await sync.PutHubSpotAsync("form_submissions", PortalRecord.Submission("form-3", "s1", Now.AddDays(-1), Email));

        Assert.Equal(1, (await sync.RunAsync()).Created);
    }

    private static async Task<SimulatedSync> StartAsync()
    {
        SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now }, Kinds);
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["CreatedDate"] = "2026-01-05T00:00:00.000+0000" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, Email, Now.AddDays(-300), ContactId));
        foreach (string form in new[] { "form-1", "form-2" })
        {
            await sync.PutHubSpotAsync("forms", new JsonObject { ["id"] = form, ["name"] = form, ["formType"] = "hubspot", ["archived"] = false });
        }

        return sync;
    }
}
