using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Who is looked up in a run, and how often.</summary>
public sealed class LookUpTests
{
    private const string ContactId = "003000000000001AAA";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    // O9: the cursors overlap, so each run sees some of what the one before it has written
    [Fact]
    public async Task A_run_that_sees_only_what_is_written_already_looks_nobody_up()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now });
        sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = ContactId, ["LastName"] = "Lee", ["Email"] = "lee@example.com" });
        await sync.PutHubSpotAsync("contacts", PortalRecord.Contact(101, "lee@example.com", Now.AddDays(-100), ContactId));
        await sync.PutHubSpotAsync("calls", PortalRecord.Call(7001, Now.AddMinutes(-5), "Intro", 101));
        await sync.RunAsync();
        sync.Simulator.HubSpotCalls.Reset();

        RunResult quiet = await sync.RunAsync();

        Assert.Equal((1, 1), (quiet.Read, quiet.Unchanged));
        Assert.DoesNotContain(sync.Simulator.HubSpotCalls.Snapshot().Keys, call => call.StartsWith("POST /crm/objects/2026-09/contacts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Submissions_of_many_small_forms_are_looked_up_together()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = Now });
        for (int number = 1; number <= 5; number++)
        {
            string email = $"lee{number}@example.com";
            sync.Simulator.Org.Insert("Contact", new JsonObject { ["Id"] = $"00300000000000{number}AAA", ["LastName"] = "Lee", ["Email"] = email });
            sync.Simulator.Portal.Insert("contacts", PortalRecord.Contact(100 + number, email, Now.AddDays(-100), null));
            sync.Simulator.Portal.Insert("forms", new JsonObject { ["id"] = $"form-{number}", ["name"] = $"Form {number}", ["formType"] = "hubspot", ["archived"] = false });
            sync.Simulator.Portal.Insert("form_submissions", new JsonObject
            {
                ["formId"] = $"form-{number}",
                ["conversionId"] = $"conversion-{number}",
                ["submittedAt"] = Now.AddDays(-1).ToUnixTimeMilliseconds(),
                ["values"] = new JsonArray(new JsonObject { ["name"] = "email", ["value"] = email }),
            });
        }

        RunResult result = await sync.RunAsync();

        Assert.Equal(5, result.Created);
        Assert.Equal(1, sync.Simulator.HubSpotCalls.Snapshot()["POST /crm/objects/2026-09/contacts/batch/read"]);
    }
}
