using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>A side whose clock is off by minutes: overlaps are longer than that, so nothing is missed, and nothing comes twice (O16).</summary>
public sealed class SkewTests
{
    private const int Rounds = 4;

    [Theory]    // O16
    [InlineData("hubspot", 5)]
    [InlineData("hubspot", -5)]
    [InlineData("salesforce", 5)]
    [InlineData("salesforce", -5)]
    public async Task What_is_made_and_edited_between_runs_travels_once_though_a_clock_is_off(string side, int minutes)
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        SimulatorClock off = side == "hubspot" ? sync.Simulator.HubSpotClock : sync.Simulator.SalesforceClock;
        off.Skew = TimeSpan.FromMinutes(minutes);
        await sync.RunBothAsync();

        for (int round = 0; round < Rounds; round++)
        {
            DateTimeOffset now = sync.Simulator.HubSpotClock.GetUtcNow();
            await sync.PutHubSpotAsync("tasks", PortalRecord.Task(50_000 + (round * 1_000L), now, $"Here {round}", "NOT_STARTED", now.AddDays(2), 101));
            await sync.PutSalesforceAsync("records/Task", new JsonObject { ["Subject"] = $"There {round}", ["WhoId"] = LinkPortal.Lee, ["TaskSubtype"] = "Task", ["Status"] = "Not Started", ["Priority"] = "Normal" });
            if (round > 0)
            {
                string former = sync.Simulator.Org.Records("Task").Single(task => (string?)task["Subject"] == $"There {round - 1}")["Id"]!.GetValue<string>();
                await sync.EditAsync("Task", former, ("Subject", $"There {round - 1}, again"));
            }

            await sync.RunAfterAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(Enumerable.Range(0, Rounds).Select(round => $"Here {round}"), sync.Tasks.Values.Select(task => (string)task["Subject"]!).Order());
        Assert.Equal(["There 0, again", "There 1, again", "There 2, again", "There 3"], sync.Made("tasks").Select(task => task.Property("hs_task_subject")).Order());
        await sync.AssertQuietAsync();
    }
}
