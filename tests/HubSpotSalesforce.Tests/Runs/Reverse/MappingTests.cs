using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>Mappings of the settings file, at work (R54, R55).</summary>
public sealed class MappingTests
{
    private const string Task1 = "00T000000000101EAA";

    private static readonly string Settings = TwoWaySync.Settings(
        """
        tasks:
            sync: true
            enabledAt: 2026-01-01T00:00:00Z
            mappings:
              - { field: CallObject, property: place }
              - { field: Status, property: hs_task_status, values: { Deferred: WAITING, Waiting on someone else: DEFERRED } }
              - { field: Priority, direction: off }
              - { field: Description, property: hs_task_body, direction: toHubSpot }
        """);

    [Fact]
    public async Task Mappings_are_added_changed_switched_off_and_made_one_way()    // R54, R55
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(Settings);
        await MakePropertyAsync(sync, "tasks", "place");
        sync.MakeTask(Task1, "Send the offer", "Task", more: [("CallObject", "Bonn"), ("Status", "Deferred"), ("Priority", "High")]);
        await sync.RunBothAsync();
        JsonObject made = Assert.Single(sync.Made("tasks"));
        string id = made["id"]!.GetValue<string>();
        Assert.Equal(("Bonn", "WAITING"), (made.Property("place"), made.Property("hs_task_status")));
        Assert.NotEqual("HIGH", made.Property("hs_task_priority"));

        await sync.EditHubSpotAsync("tasks", id, ("place", "Berlin"), ("hs_task_status", "DEFERRED"), ("hs_task_priority", "LOW"), ("hs_task_body", "Only here"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        JsonObject row = sync.Record("Task", Task1);
        Assert.Equal(("Berlin", "Waiting on someone else", "High"), (row.Text("CallObject"), row.Text("Status"), row.Text("Priority")));
        Assert.Equal("First line\nsecond line", row.Text("Description"));
        await sync.AssertQuietAsync();

        await sync.EditAsync("Task", Task1, ("CallObject", null));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));
        Assert.True(string.IsNullOrEmpty(Assert.Single(sync.Made("tasks")).Property("place")));
        await sync.AssertQuietAsync();
    }

    [Fact]
    public async Task A_mapping_that_is_added_later_writes_nothing_for_what_stands()    // R55
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync();
        await MakePropertyAsync(sync, "tasks", "place");
        sync.MakeTask(Task1, "Send the offer", "Task", more: ("CallObject", "Bonn"));
        await sync.RunBothAsync();

        sync.WriteSettings(Settings);
        await sync.AssertQuietAsync();
        await sync.EditAsync("Task", Task1, ("CallObject", "Berlin"));
        await sync.RunAfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("Berlin", Assert.Single(sync.Made("tasks")).Property("place"));
        await sync.AssertQuietAsync();
    }

    private static async Task MakePropertyAsync(SimulatedSync sync, string type, string name)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(sync.Simulator.HubSpotUrl, $"/crm/properties/2026-09/{type}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sync.Simulator.HubSpotToken);
        request.Content = JsonContent.Create(new JsonObject { ["name"] = name, ["label"] = name, ["type"] = "string", ["fieldType"] = "text", ["groupName"] = ActivityProperty.Group });
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
