using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

public sealed class MappingListTests
{
    [Fact]
    public async Task The_rules_of_each_family_that_are_in_effect_are_shown_with_direction_and_origin()    // R50, R53
    {
        await using SimulatedSync sync = await TwoWaySync.StartAsync(TwoWaySync.Settings(
            "tasks: { sync: true, mappings: [ { field: Subject, property: subject_line, direction: toHubSpot }, { field: Priority, direction: off } ] }"));

        SyncMapping[] mappings = new MappingList(sync.SettingPath, sync.Host).List([]);

        SyncMapping[] tasks = [.. mappings.Where(mapping => mapping.Family == "tasks")];
        Assert.Equal(["tasks", "emails", "calls", "meetings"], mappings.Select(mapping => mapping.Family).Distinct());
        Assert.Equal("subject_line toHubSpot settings", Shown(tasks, "Subject"));
        Assert.Equal("hs_task_priority off settings", Shown(tasks, "Priority"));
        Assert.Equal("hs_task_status both default", Shown(tasks, "Status"));
        Assert.Equal("hs_call_duration both default", Shown(mappings.Where(mapping => mapping.Family == "calls"), "CallDurationInSeconds"));
    }

    private static string Shown(IEnumerable<SyncMapping> mappings, string field)
        => Assert.Single(from mapping in mappings where mapping.Field == field select $"{mapping.Property} {mapping.Direction} {mapping.Origin}");
}
