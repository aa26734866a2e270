using System.Globalization;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

public sealed class SettingLookupTests : IDisposable
{
    private const string Needed = """
        version: 1
        hubspot: { token: env:HUBSPOT_TOKEN }
        salesforce: { loginUrl: https://acme.my.salesforce.com, clientId: app, clientSecret: env:SECRET }

        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"lookup-{Guid.NewGuid():n}.yaml");
    private readonly SettingEditor _editor = new(_ => null);

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("limits.maxCreates", "5000", "limits: { maxCreates: 7 }", "7")]
    [InlineData("limits.apiCalls.salesforce", "20%", "limits: { apiCalls: { salesforce: 900 } }", "900")]
    [InlineData("state.store", "sqlite", "state: { store: sqlite }", "sqlite")]
    [InlineData("timeline.windows.anchor", "contactSync", "timeline: { windows: { anchor: activitySyncEnabled } }", "activitySyncEnabled")]
    [InlineData("timeline.kinds.callMade.sync", "False", "timeline: { kinds: { callMade: { sync: true } } }", "True")]
    [InlineData("timeline.kinds.callMade.subject", "Call: {title}", "timeline: { kinds: { callMade: { subject: Phone } } }", "Phone")]
    [InlineData("salesforceToHubSpot.calls.conflict", "salesforce", "salesforceToHubSpot: { calls: { conflict: manual } }", "manual")]
    [InlineData("salesforceToHubSpot.dueHour", "8", "salesforceToHubSpot: { dueHour: 9 }", "9")]
    [InlineData("owners.map.anna@acme.com", null, "owners: { map: { anna@acme.com: anna@acme.com.prod } }", "anna@acme.com.prod")]
    [InlineData("version", "1", "", "1")]
    public void A_value_is_what_the_file_says_or_the_default(string key, string? byDefault, string said, string expected)
    {
        File.WriteAllText(_file, Needed);
        SettingValue before = Assert.Single(_editor.Values(_file, [key]));
        File.WriteAllText(_file, Needed + said);
        SettingValue after = Assert.Single(_editor.Values(_file, [key]));

        Assert.Equal((byDefault, expected), (Convert.ToString(before.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null, Convert.ToString(after.Value, CultureInfo.InvariantCulture)));
        Assert.Equal((key == "version", true), (before.IsInFile, after.IsInFile));
    }

    [Fact]
    public void Every_key_that_can_be_set_can_be_looked_up()
    {
        File.WriteAllText(_file, Needed);

        SettingValue[] all = _editor.Values(_file, [.. SettingEditor.Keys.Select(key => key.Path)]);

        Assert.Equal(SettingEditor.Keys.Count, all.Length);
        Assert.Equal(["hubspot.token", "salesforce.clientId", "salesforce.clientSecret", "salesforce.loginUrl", "version"], all.Where(value => value.IsInFile).Select(value => value.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_that_is_none_is_refused_with_the_nearest()
    {
        File.WriteAllText(_file, Needed);

        SyncException fault = Assert.Throws<SyncException>(() => _editor.Values(_file, ["limits.maxCreate"]));

        Assert.Contains("limits.maxCreates?", fault.Message, StringComparison.Ordinal);
    }
}
