using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Linking;
using HubSpotSalesforce.Tests.Runs.Reverse;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>What the doctor says of each thing that may be wrong, and what it tells people to do.</summary>
public sealed class ConnectionDoctorTests
{
    private const string Emails = "nativeConnector: off\ntimeline: { enabledAt: 2026-01-01T00:00:00Z, kinds: { marketingEmailOpened: { sync: true } } }";

    [Fact]    // R16
    public async Task A_scope_that_the_settings_need_is_named()
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(Emails, new SimulatorOptions { HubSpotScopes = ["oauth", "crm.objects.contacts.read", "crm.objects.owners.read"] });

        ConnectionFinding scopes = Found(await LookAsync(sync), "scopes");

        Assert.Equal((ConnectionFinding.Fail, "The token lacks content.", "ScopeMissing"), (scopes.Status, scopes.Detail, scopes.ErrorId));
        Assert.NotEmpty(scopes.Fix);
    }

    [Theory]
    [InlineData("00:00:20", ConnectionFinding.Pass, "")]
    [InlineData("00:02:00", ConnectionFinding.Warn, "time server")]
    [InlineData("-00:10:00", ConnectionFinding.Fail, "time server")]
    public async Task A_clock_that_is_off_is_told_by_how_much(string skew, string status, string fix)
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(Emails);
        await PutAsync(sync.Simulator.SalesforceUrl, "clock", new JsonObject { ["skew"] = skew });

        ConnectionFinding clock = Assert.Single(await LookAsync(sync), finding => finding is { Check: "clock", System: SyncConnection.Salesforce });

        Assert.Equal(status, clock.Status);
        Assert.Contains(fix, clock.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_whose_calls_are_spent_is_told()
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(Emails);
        int used = (await CallsAsync(sync)).Sum(call => call.Value);
        await PutAsync(sync.Simulator.SalesforceUrl, "quota", new JsonObject { ["hubspot"] = null, ["salesforce"] = used });

        ConnectionFinding left = Assert.Single(await LookAsync(sync), finding => finding is { Check: "calls left today", System: SyncConnection.Salesforce });

        Assert.Equal((ConnectionFinding.Fail, "No call is left for today.", "QuotaSpent"), (left.Status, left.Detail, left.ErrorId));
        Assert.NotEmpty(left.Fix);
    }

    [Fact]
    public async Task Fields_that_are_there_and_may_not_be_written_are_found()
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(Emails);
        JsonObject[] rights = [.. sync.Simulator.Org.Records("PermissionSetAssignment")];
        Assert.NotEmpty(rights);
        foreach (JsonObject right in rights)
        {
            await sync.DeleteRecordAsync("PermissionSetAssignment", (string)right["Id"]!, isForGood: true);
        }

        ConnectionFinding[] findings = await LookAsync(sync);

        Assert.Equal(ConnectionFinding.Unknown, Found(findings, "task object").Status);    // one cause is told once
        Assert.Equal($"Initialize-SalesforceOrg {sync.SettingPath} sets it right.", Found(findings, "permission set").Fix);
    }

    [Fact]    // R54
    public async Task The_way_back_lacks_its_property_until_the_portal_is_prepared_and_then_its_mappings_are_checked()
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(TwoWaySync.Settings());
        ConnectionFinding bare = Found(await LookAsync(sync), "way back");
        await sync.PreparePortalAsync();
        ConnectionFinding ready = Found(await LookAsync(sync), "way back");
        sync.WriteSettings(TwoWaySync.Settings("tasks: { sync: true, mappings: [ { field: Nothing__c, property: nothing } ] }"));
        ConnectionFinding wrong = Found(await LookAsync(sync), "way back");

        Assert.Equal((ConnectionFinding.Fail, "FieldMissing"), (bare.Status, bare.ErrorId));
        Assert.Contains("Initialize-HubSpotPortal", bare.Fix, StringComparison.Ordinal);
        Assert.Equal(ConnectionFinding.Pass, ready.Status);
        Assert.Equal((ConnectionFinding.Fail, "SettingsInvalid"), (wrong.Status, wrong.ErrorId));
        Assert.Contains("Nothing__c", wrong.Detail + wrong.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_finding_is_said_in_sentences(bool isPrepared)
    {
        await using SimulatedSync sync = await SimulatedSync.StartAsync(new SimulatorOptions { Quota = false, Now = LinkPortal.Now }, TwoWaySync.Settings(), isPrepared);
        if (isPrepared)
        {
            await sync.PreparePortalAsync();
        }

        ConnectionFinding[] findings = await LookAsync(sync);

        Assert.Equal(isPrepared, findings.All(finding => finding.Status != ConnectionFinding.Fail || finding.Check == "clock"));    // the simulated day is not today
        Assert.All(findings, finding => Assert.Matches(@"^[A-Z].*\.$", finding.Detail));
        Assert.All(findings.Where(finding => finding.Status == ConnectionFinding.Fail), finding => Assert.Matches(@"^[A-Z].*\.$", finding.Fix));
    }

    [Theory]
    [InlineData(SyncConnection.HubSpot, SyncConnection.Salesforce)]
    [InlineData(SyncConnection.Salesforce, SyncConnection.HubSpot)]
    public async Task A_side_whose_secret_is_not_there_is_asked_nothing_and_the_other_is_looked_at(string bare, string other)
    {
        await using SimulatedSync sync = await LinkPortal.StartAsync(Emails);
        foreach (string name in sync.Secrets.Keys.Where(name => name.Contains(bare, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            sync.Secrets.Remove(name);
        }

        ConnectionFinding[] findings = await LookAsync(sync);

        ConnectionFinding token = Assert.Single(findings, finding => finding.System == bare);
        Assert.Equal(("token", ConnectionFinding.Fail, "SecretUnavailable"), (token.Check, token.Status, token.ErrorId));
        Assert.EndsWith("is not set.", token.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(token.Fix);
        Assert.Contains(findings, finding => finding is { Check: "token", Status: ConnectionFinding.Pass } && finding.System == other);
    }

    private static ConnectionFinding Found(IEnumerable<ConnectionFinding> findings, string check) => Assert.Single(findings, finding => finding.Check == check);

    private static async Task<ConnectionFinding[]> LookAsync(SimulatedSync sync)
    {
        using ConnectionDoctor doctor = await ConnectionDoctor.OpenAsync(sync.SettingPath, sync.Host, CancellationToken.None);
        return await doctor.LookAsync([], CancellationToken.None).ToArrayAsync();
    }

    private static async Task<KeyValuePair<string, int>[]> CallsAsync(SimulatedSync sync)
    {
        sync.Simulator.SalesforceCalls.Reset();
        await LookAsync(sync);
        return [.. sync.Simulator.SalesforceCalls.Snapshot().Where(call => call.Key.Contains("/services/data", StringComparison.Ordinal))];
    }

    private static async Task PutAsync(Uri side, string route, JsonObject body)
    {
        using HttpClient client = new();
        using StringContent content = new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PutAsync(new Uri(side, $"/_sim/{route}"), content);
        answer.EnsureSuccessStatusCode();
    }
}
