using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.HubSpot;

public sealed class PortalSetupTests
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_portal_gets_a_group_and_a_property_for_each_family_and_needs_nothing_after_that()    // O14
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(isPrepared: false);
        PortalSetup setup = new(portal.Client, ActivityFamily.All);

        IReadOnlyList<SetupStep> needed = await setup.PlanAsync(Cancel);
        foreach (SetupStep step in needed)
        {
            Assert.Equal("done", (await setup.ApplyAsync(step, Cancel)).Status);
        }

        Assert.Equal(8, needed.Count);
        Assert.All(needed, step => Assert.Equal("needed", step.Status));
        Assert.All(await setup.PlanAsync(Cancel), step => Assert.Equal("present", step.Status));
        foreach (ActivityFamily family in ActivityFamily.All)
        {
            HubSpotProperty key = (await new PropertyReader(portal.Client).ReadAsync(family.Key, Cancel))[HubSpotField.Key];
            Assert.Equal(("string", "text", false), (key.Type, key.FieldType, key.IsReadOnly));
        }
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(isPrepared: false);

        await new PortalSetup(portal.Client, ActivityFamily.All).PlanAsync(Cancel);

        Assert.Empty(portal.Writes);
    }

    [Fact]
    public async Task A_step_that_somebody_else_took_meanwhile_is_done()
    {
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(isPrepared: false);
        PortalSetup setup = new(portal.Client, ActivityFamily.All);
        IReadOnlyList<SetupStep> steps = await setup.PlanAsync(Cancel);
        foreach (SetupStep step in steps)
        {
            await setup.ApplyAsync(step, Cancel);
        }

        foreach (SetupStep step in steps)
        {
            Assert.Equal("done", (await setup.ApplyAsync(step, Cancel)).Status);
        }
    }

    [Fact]
    public async Task A_token_that_may_not_tells_the_scope_it_lacks()
    {
        SimulatorOptions options = new() { HubSpotScopes = [.. SimulatorOptions.AllHubSpotScopes.Where(scope => scope != PortalSetup.Scope)] };
        await using SimulatedPortal portal = await SimulatedPortal.StartAsync(options, isPrepared: false);
        PortalSetup setup = new(portal.Client, ActivityFamily.All);

        SetupStep refused = await setup.ApplyAsync((await setup.PlanAsync(Cancel))[0], Cancel);

        Assert.Equal("refused", refused.Status);
        Assert.Contains(PortalSetup.Scope, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_of_the_name_that_is_no_text_stops_the_setup()
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/properties/", [$$"""{"results":[{"name":"{{HubSpotField.Key}}","label":"x","type":"number","fieldType":"number"}]}"""]));

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => new PortalSetup(portal.Client, ActivityFamily.All).PlanAsync(Cancel));

        Assert.Equal((FaultKind.OrgUnready, $"tasks.{HubSpotField.Key}"), (fault.Kind, fault.About));
    }

    [Fact]
    public async Task A_property_that_stands_in_another_group_is_left_there()
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/properties/", [$$"""{"results":[{"name":"{{HubSpotField.Key}}","type":"string","fieldType":"textarea","groupName":"mine"}]}"""]));

        Assert.All(await new PortalSetup(portal.Client, ActivityFamily.All).PlanAsync(Cancel), step => Assert.Equal("present", step.Status));
    }

    [Fact]
    public async Task Properties_are_read_once_with_what_a_mapping_must_know()    // R53
    {
        JsonObject answer = new()
        {
            ["results"] = new JsonArray(
                new JsonObject { ["name"] = "hs_call_direction", ["label"] = "Direction", ["type"] = "enumeration", ["fieldType"] = "radio", ["options"] = new JsonArray(new JsonObject { ["label"] = "In", ["value"] = "INBOUND" }) },
                new JsonObject { ["name"] = "hs_createdate", ["type"] = "datetime", ["fieldType"] = "date", ["modificationMetadata"] = new JsonObject { ["readOnlyValue"] = true } },
                new JsonObject { ["name"] = "sum", ["label"] = "", ["type"] = "number", ["fieldType"] = "calculation_equation", ["calculated"] = true },
                new JsonObject { ["name"] = "hubspot_owner_id", ["type"] = "enumeration", ["fieldType"] = "select", ["options"] = new JsonArray(), ["referencedObjectType"] = "OWNER" }),
        };
        await using PortalHost portal = await PortalHost.StartAsync(("/properties/", [answer.ToJsonString()]));
        PropertyReader reader = new(portal.Client);

        await reader.ReadAsync("calls", Cancel);
        IReadOnlyDictionary<string, HubSpotProperty> properties = await reader.ReadAsync("calls", Cancel);

        Assert.Single(portal.Requests);
        Assert.Equal(["INBOUND"], properties["hs_call_direction"].Options);
        Assert.Equal("In", properties["hs_call_direction"].Labels["INBOUND"]);
        Assert.Equal([false, true, true, false], properties.Values.Select(property => property.IsReadOnly));
        Assert.Equal(("sum", "OWNER", null), (properties["sum"].Label, properties["hubspot_owner_id"].ReferencesTo, properties["sum"].ReferencesTo));
    }
}
