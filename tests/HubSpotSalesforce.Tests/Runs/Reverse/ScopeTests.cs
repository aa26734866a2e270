using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>What the way back needs of a HubSpot token.</summary>
public sealed class ScopeTests
{
    [Theory]
    [InlineData("crm.objects.companies.read", "")]
    [InlineData("crm.objects.deals.read", "")]
    [InlineData("crm.objects.tickets.read", "caseProperty: salesforce_case\n  ")]
    [InlineData("crm.objects.companies.write", "associations: follow\n  ")]
    public async Task A_token_that_may_not_see_what_records_are_about_is_refused_before_anything_is_read(string scope, string more)    // R57
    {
        SimulatorOptions options = new() { HubSpotScopes = [.. SimulatorOptions.AllHubSpotScopes.Where(granted => granted != scope)] };
        await using SimulatedSync sync = await TwoWaySync.StartAsync(options: options);
        sync.WriteSettings(TwoWaySync.Settings(more + "tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }"));

        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => sync.RunBackAsync());

        Assert.Equal(FaultKind.ScopeMissing, refused.Kind);
        Assert.Contains(scope, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_older_scope_of_tickets_does_for_both_newer_ones()
    {
        SimulatorOptions options = new() { HubSpotScopes = [.. SimulatorOptions.AllHubSpotScopes.Where(granted => !granted.Contains("tickets", StringComparison.Ordinal)), "tickets"] };
        await using SimulatedSync sync = await TwoWaySync.StartAsync(options: options);
        sync.WriteSettings(TwoWaySync.Settings("caseProperty: salesforce_case\n  tasks: { sync: true, enabledAt: 2026-01-01T00:00:00Z }"));
        sync.MakeTask("00T000000000101EAA", "Send the offer", "Task");

        await sync.RunBackAsync();

        Assert.Single(sync.Made("tasks"));
    }
}
