using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>Bad input stops a run before anything is written, with one error that says what to do.</summary>
public sealed class BadInputTests
{
    private static readonly SimulatorOptions Empty = new();

    // R14
    [Fact]
    public async Task A_task_type_the_org_lacks_is_refused_by_name_with_the_values_it_has()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty);
        sync.WriteSettings("timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: true, taskType: Phone } } }");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.SettingsInvalid, fault.Kind);
        Assert.Matches(@"settings\.yaml\(6,\d+\): timeline\.kinds\.callMade\.taskType", fault.Message);
        Assert.Contains("'Phone'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("timeline.kinds.callMade.taskType", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Call, Email, Meeting", fault.Message, StringComparison.Ordinal);
        Assert.Empty(sync.TaskWrites);
    }

    [Fact]
    public async Task A_secret_that_leads_nowhere_is_refused_before_any_request_with_its_place()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty);
        sync.Secrets.Remove("HUBSPOT_TOKEN");
        int calls = Calls(sync);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.SecretUnavailable, fault.Kind);
        Assert.Contains("settings.yaml(2,", fault.Message, StringComparison.Ordinal);
        Assert.Equal(calls, Calls(sync));
    }

    [Fact]
    public async Task A_wrong_token_is_one_clear_error_without_the_token()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty);
        sync.Secrets["HUBSPOT_TOKEN"] = "pat-na1-wrong-token";

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.Unauthorized, fault.Kind);
        Assert.DoesNotContain("wrong-token", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_one_clear_error_without_the_secret()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty);
        sync.Secrets["SALESFORCE_SECRET"] = "not-the-secret";

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.Unauthorized, fault.Kind);
        Assert.DoesNotContain("not-the-secret", fault.ToString(), StringComparison.Ordinal);
    }

    // R16
    [Fact]
    public async Task A_missing_scope_is_named_before_anything_is_read()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty with
        {
            HubSpotScopes = [.. SimulatorOptions.AllHubSpotScopes.Except(["sales-email-read"])],
        });

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.ScopeMissing, fault.Kind);
        Assert.Contains("sales-email-read", fault.Message, StringComparison.Ordinal);
    }

    // O17
    [Fact]
    public async Task An_org_without_our_fields_stops_the_run_and_the_error_names_the_cmdlet_that_creates_them()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty, isPrepared: false);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.FieldMissing, fault.Kind);
        Assert.Contains("Initialize-SalesforceOrg", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject: 'Call: {titel}'", "{titel}")]
    [InlineData("fields: { CallType: '{way}' }", "{way}")]
    public async Task An_unknown_placeholder_is_refused_with_those_the_kind_has(string setting, string named)
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty);
        sync.WriteSettings($"timeline: {{ enabledAt: 2026-01-01T00:00:00Z, kinds: {{ callMade: {{ sync: true, {setting} }} }} }}");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.SettingsInvalid, fault.Kind);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.Contains("{title}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_the_org_lacks_is_refused_with_the_key_that_names_it()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty);
        sync.WriteSettings("timeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { callMade: { sync: true, fields: { Durration__c: '{duration}' } } } }");

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync());

        Assert.Equal(FaultKind.FieldMissing, fault.Kind);
        Assert.Contains("timeline.kinds.callMade.fields.Durration__c", fault.Message, StringComparison.Ordinal);
    }

    // O4
    [Fact]
    public async Task A_store_of_another_portal_is_refused()
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(Empty);
        await sync.RunAsync();
        await using SimulatedSync other = await SimulatedSync.StartAsync(Empty with { PortalId = 7654321 });
        File.Copy(sync.StorePath, other.StorePath);

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => other.RunAsync());

        Assert.Equal(FaultKind.StoreMismatch, fault.Kind);
        Assert.Contains("1234567", fault.Message, StringComparison.Ordinal);
        Assert.Contains("7654321", fault.Message, StringComparison.Ordinal);
    }

    private static int Calls(SimulatedSync sync) => sync.Simulator.HubSpotCalls.Snapshot().Values.Sum() + sync.Simulator.SalesforceCalls.Snapshot().Values.Sum();
}
