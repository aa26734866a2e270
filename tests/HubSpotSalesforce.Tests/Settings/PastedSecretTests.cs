using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

/// <summary>A secret pasted into the file is refused wherever it stands, and shown nowhere.</summary>
public sealed class PastedSecretTests
{
    // Put together here, so that scanners of repositories do not take them for real ones.
    private const string ServiceKey = "pat-" + "eu1-00000000-1111-2222-3333-444444444444";
    private const string Session = "00D" + "xx0000001gPF!AQ0AQCanary.Canary_Canary";
    private const string Jwt = "eyJ" + "hbGciOiJSUzI1NiJ9.eyJpc3MiOiJjYW5hcnkifQ.c2lnbmF0dXJl";
    private const string Hex = "0123456789ABCDEF" + "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";

    [Theory]
    [InlineData("hubspot: { token: env:HUBSPOT_TOKEN }", "hubspot: { token: " + ServiceKey + " }", 2, 19, "hubspot.token")]
    [InlineData("hubspot: { token: env:HUBSPOT_TOKEN }", "hubspot: { token: env:" + ServiceKey + " }", 2, 19, "hubspot.token")]
    [InlineData("clientSecret: env:SALESFORCE_SECRET", "clientSecret: " + Hex, 6, 17, "salesforce.clientSecret")]
    [InlineData("clientSecret: env:SALESFORCE_SECRET", "clientSecret: env:S\n  username: " + Session, 7, 13, "salesforce.username")]
    [InlineData("clientId: 3MVG9", "clientId: " + Jwt, 5, 13, "salesforce.clientId")]
    [InlineData("clientSecret: env:SALESFORCE_SECRET", "privateKey: |\n    -----BEGIN " + "RSA PRIVATE KEY-----\n    canary\n  username: a", 6, 15, "salesforce.privateKey")]
    [InlineData("version: 1", "version: 1\ntimeline: { kinds: { callMade: { fields: { X__c: 'Bearer " + ServiceKey + "' } } } }", 2, 50, "timeline.kinds.callMade.fields.X__c")]
    [InlineData("version: 1", "version: 1\nowners: { map: { " + ServiceKey + ": a } }", 2, 18, "owners.map")]
    [InlineData("version: 1", "version: 1\n" + ServiceKey + ": { " + Session + ": " + Jwt + " }", 2, 1, "")]
    [InlineData("version: 1", "version: 1\ncontacts: { linkBy: [" + ServiceKey + "] }", 2, 22, "contacts.linkBy.0")]
    public void What_looks_like_a_token_is_refused_anywhere(string right, string pasted, int line, int column, string key)
    {
        using SettingFile file = new(SettingFile.Shortest.Replace(right, pasted, StringComparison.Ordinal));

        SettingFault[] faults = file.Check();
        SyncException thrown = Assert.Throws<SyncException>(() => file.Read());

        SettingFault fault = faults[0];
        Assert.Equal((line, column, key), (fault.Line, fault.Column, fault.Key));
        Assert.Equal("This looks like a token or a key.", fault.Message);
        Assert.Contains("write env:NAME", fault.Suggestion, StringComparison.Ordinal);
        AssertHidden(thrown.ToString() + string.Concat(faults.AsEnumerable()));
    }

    [Theory]
    [InlineData("token: env:HUBSPOT_TOKEN", "token: canary-of-no-known-shape", 2, 19, "hubspot.token")]
    [InlineData("token: env:HUBSPOT_TOKEN", "token: 4711", 2, 19, "hubspot.token")]
    [InlineData("token: env:HUBSPOT_TOKEN", "token: vault:canary", 2, 19, "hubspot.token")]
    [InlineData("clientSecret: env:SALESFORCE_SECRET", "clientSecret: canary", 6, 17, "salesforce.clientSecret")]
    [InlineData("clientSecret: env:SALESFORCE_SECRET", "privateKey: canary\n  username: a", 6, 15, "salesforce.privateKey")]
    [InlineData("version: 1", "version: 1\nstate: { connection: Host=db;Password=canary }", 2, 22, "state.connection")]
    public void Where_a_reference_belongs_nothing_else_is_taken(string right, string pasted, int line, int column, string key)
    {
        using SettingFile file = new(SettingFile.Shortest.Replace(right, pasted, StringComparison.Ordinal));

        SettingFault fault = Assert.Single(file.Check());

        Assert.Equal((line, column, key), (fault.Line, fault.Column, fault.Key));
        Assert.Equal($"{key} must be a reference to a secret, not the secret itself.", fault.Message);
        Assert.StartsWith("Put it in an environment variable and write env:", fault.Suggestion, StringComparison.Ordinal);
        AssertHidden(fault.ToString());
    }

    [Fact]
    public void A_password_in_an_address_is_not_shown()
    {
        using SettingFile file = new(SettingFile.Shortest.Replace("https://acme", "https://user:canary@acme", StringComparison.Ordinal));

        AssertHidden(Assert.Single(file.Check()).ToString());
    }

    [Fact]
    public void A_token_in_a_variable_or_a_parameter_is_refused_and_not_shown()
    {
        using SettingFile file = new(SettingFile.Shortest);

        SyncException fault = Assert.Throws<SyncException>(() => file.Read(
            new() { ["HUBSPOT_SALESFORCE_HUBSPOT_TOKEN"] = ServiceKey },
            new() { ["salesforce.clientSecret"] = Hex }));

        Assert.Contains("environment variable HUBSPOT_SALESFORCE_HUBSPOT_TOKEN: hubspot.token looks like a token or a key.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("parameter salesforce.clientSecret: salesforce.clientSecret looks like a token or a key.", fault.Message, StringComparison.Ordinal);
        AssertHidden(fault.ToString());
    }

    private static void AssertHidden(string told)
    {
        foreach (string secret in new[] { ServiceKey[4..], Session[3..], Jwt[3..], Hex[16..], "canary" })
        {
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
        }
    }
}
