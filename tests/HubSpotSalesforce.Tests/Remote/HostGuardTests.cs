using HubSpotSalesforce.Remote;

namespace HubSpotSalesforce.Tests.Remote;

public sealed class HostGuardTests
{
    private const bool Yes = true;
    private const bool No = false;

    [Theory]
    [InlineData("https://api.hubapi.com/crm", Yes)]
    [InlineData("https://api-eu1.hubapi.com", Yes)]
    [InlineData("https://API.HubApi.com:443/", Yes)]
    [InlineData("https://acme.my.salesforce.com", Yes)]
    [InlineData("https://acme--uat.sandbox.my.salesforce.com", Yes)]
    [InlineData("https://login.salesforce.com", Yes)]
    [InlineData("https://acme.lightning.force.com", Yes)]
    [InlineData("https://acme.my.salesforce.com/a?b#fragment", Yes)]
    [InlineData("http://api.hubapi.com", No)]    // plain http
    [InlineData("http://acme.my.salesforce.com", No)]
    [InlineData("ftp://acme.my.salesforce.com", No)]
    [InlineData("file:///etc/passwd", No)]
    [InlineData("https://acme.my.salesforce.com:8443", No)]    // another port
    [InlineData("https://user@acme.my.salesforce.com", No)]    // who is asked stands behind the @
    [InlineData("https://acme.my.salesforce.com@evil.com", No)]
    [InlineData("https://acme.my.salesforce.com:443@evil.com", No)]
    [InlineData("https://evil.com/acme.my.salesforce.com", No)]
    [InlineData("https://evil.com#.salesforce.com", No)]
    [InlineData("https://evil.com?.salesforce.com", No)]
    [InlineData("https://salesforce.com", No)]    // a name below it is asked for
    [InlineData("https://evilsalesforce.com", No)]
    [InlineData("https://my-salesforce.com", No)]
    [InlineData("https://acme.my.salesforce.com.evil.com", No)]
    [InlineData("https://acme.my.salesforce.co", No)]
    [InlineData("https://acme.my.salesforce.comx", No)]
    [InlineData("https://acme.my.salesforce.com.", No)]    // a trailing dot
    [InlineData("https://acme.my.salesforce.com..", No)]
    [InlineData("https://acme.my.salesforce.com%2eevil.com", No)]    // %-encoded
    [InlineData("https://acme.my.salesforce.com%00.evil.com", No)]
    [InlineData("https://evil%2ecom", No)]
    [InlineData("https://%61pi.hubapi.com", No)]    // even where it decodes to the real name
    [InlineData("https://acme.my.salesforce.com%40evil.com", No)]
    [InlineData("//acme.my.salesforce.com/x", No)]
    [InlineData("https:\\\\evil.com\\.salesforce.com", No)]    // backslashes
    [InlineData("https://evil.com\\@acme.my.salesforce.com", No)]
    [InlineData("https://acme.my.salesforce.com\\@evil.com", No)]
    [InlineData("https://:@acme.my.salesforce.com", No)]
    [InlineData("https://acme.my.salesforce.com:0", No)]
    [InlineData("https://acme.my.salesforce.com:80", No)]
    [InlineData("https://[::ffff:127.0.0.1]", No)]
    [InlineData("https://[fd00::1]", No)]
    [InlineData("https://0x7f000001", No)]
    [InlineData("https://acme_my.salesforce.com", No)]
    [InlineData("https://acme..salesforce.com", No)]
    [InlineData("https://acme.my.salesforce.com.evil.com:443", No)]
    [InlineData("https://s\u0430lesforce.com", No)]
    [InlineData("https://api.hub\u0430pi.com", No)]
    [InlineData("https://\uff41pi.hubapi.com", Yes)]    // a full-width a is an a, by the rules of names
    [InlineData("javascript:alert(1)", No)]
    [InlineData("data:text/html,x", No)]
    [InlineData("https:", No)]
    [InlineData("", No)]
    [InlineData("https://hubapi.com", No)]
    [InlineData("https://evil.hubapi.com", No)]
    [InlineData("https://api.hubapi.com.evil.com", No)]
    [InlineData("https://api-evil.com.hubapi.com", No)]
    [InlineData("https://apixhubapi.com", No)]
    [InlineData("https://acme.my.s\u0430lesforce.com", No)]    // a Cyrillic a
    [InlineData("https://acme.my.sale\u017fforce.com\u002eevil.com", No)]
    [InlineData("https://acme.my.salesforce\u3002com", Yes)]    // an ideographic full stop is a dot, and the name behind it the real one
    [InlineData("https://xn--slesforce-5fg.com", No)]
    [InlineData("https://169.254.169.254/latest", No)]    // a cloud's metadata
    [InlineData("https://127.0.0.1", No)]
    [InlineData("https://localhost", No)]
    [InlineData("https://[::1]", No)]
    [InlineData("http://127.0.0.1:5000", No)]
    [InlineData("/relative", No)]
    public void Only_the_two_vendors_hosts_may_be_asked_and_only_over_https(string url, bool isAllowed)
        => Assert.Equal(isAllowed, Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out Uri? parsed) && new HostGuard(allowsLoopback: false).Allows(parsed));

    [Theory]
    [InlineData("http://127.0.0.1:5000/a", Yes)]
    [InlineData("http://localhost:5000", Yes)]
    [InlineData("https://localhost", Yes)]
    [InlineData("http://[::1]:5000", Yes)]
    [InlineData("http://127.9.9.9", Yes)]
    [InlineData("http://2130706433:80", Yes)]    // 127.0.0.1 as one number
    [InlineData("http://0x7f.1", Yes)]    // and in hexadecimal
    [InlineData("https://api.hubapi.com", Yes)]
    [InlineData("http://api.hubapi.com", No)]
    [InlineData("http://user@127.0.0.1", No)]
    [InlineData("http://localhost.", No)]
    [InlineData("http://localhost.evil.com", No)]
    [InlineData("http://127.0.0.1.evil.com", No)]
    [InlineData("http://0.0.0.0", No)]
    [InlineData("http://[::]", No)]
    [InlineData("http://10.0.0.1", No)]
    [InlineData("http://169.254.169.254", No)]
    [InlineData("http://3232235777", No)]    // 192.168.1.1
    [InlineData("http://[fe80::1]", No)]
    [InlineData("file://localhost/etc/passwd", No)]
    [InlineData("ftp://127.0.0.1", No)]
    public void The_loopback_may_be_asked_where_the_settings_allow_it_and_nothing_else_is_let_in(string url, bool isAllowed)
        => Assert.Equal(isAllowed, new HostGuard(allowsLoopback: true).Allows(new Uri(url)));

    [Fact]
    public void A_refusal_names_the_host_and_neither_path_nor_query()
    {
        SyncException refused = Assert.Throws<SyncException>(() => new HostGuard(false).Check(new Uri("https://evil.com/secret?token=pat-na1-x"), "hubspot.baseUrl"));

        Assert.Equal((FaultKind.HostNotAllowed, "hubspot.baseUrl"), (refused.Kind, refused.About));
        Assert.Contains("https://evil.com,", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token", refused.Message, StringComparison.Ordinal);
    }
}
