namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Addresses that a server might hand back to be asked, with a token, somewhere else.</summary>
internal static class HostileUrl
{
    private static readonly string[] Hosts =
    [
        "evil.example", "acme.my.salesforce.com.evil.example", "evilsalesforce.com", "api.hubapi.com.evil.example", "s\u0430lesforce.com", "xn--slesforce-5fg.com",
        "\uff45vil.example", "acme.my.salesforce.com.", "evil%2eexample", "169.254.169.254", "167772161", "0x0A000001", "012.0.0.1", "[fd00::1]", "[::ffff:10.0.0.1]", "localhost.evil.example",
        "127.0.0.1.evil.example",
    ];

    private static readonly Func<string, string, string>[] Forms =
    [
        (host, _) => $"https://{host}/x",
        (host, _) => $"http://{host}:8080/x",
        (host, own) => $"https://{own}@{host}/x",
        (host, own) => $"http://{own}:80@{host}/x",
        (host, _) => $"//{host}/x",
        (host, _) => $@"\\{host}\x",
        (host, _) => $@"https:\\{host}\x",
        (host, _) => $@"/\{host}/x",
        (host, own) => $"https://{host}#@{own}/x",
        (host, own) => $"https://{host}?@{own}/x",
        (host, own) => $@"https://{host}\@{own}/x",
        (host, own) => $"http://{own}\r\nHost: {host}\r\n\r\n",
        (host, _) => $"///{host}/x",
        (host, _) => $" \thttps://{host}/x",
        (host, _) => $"wss://{host}/x",
    ];

    private static readonly string[] Others =
    [
        "data:application/json,{}", "file:///etc/passwd", "javascript:alert(1)", "ftp://evil.example/x", "gopher://evil.example/", "ldap://evil.example/", "unix:///var/run/docker.sock", "about:blank",
        "https:", "https://", "http://:80", "https://evil.example:99999/x", "http://[::1", "https://user:pw@evil.example", "/x\r\nX-Injected: 1", "/%0d%0aHost:%20evil.example", "/../../..//evil.example/x",
        "/%2f%2fevil.example/x", "?x=//evil.example", "#//evil.example", "", " ", "null", "\0https://evil.example", "https://evil.example\0.salesforce.com", "mailto:a@evil.example", "blob:https://evil.example/1",
    ];

    /// <summary>All of them; none leads to <paramref name="own"/> by itself, but some try to look so.</summary>
    /// <param name="own">The host that may be asked, with its port.</param>
    public static string[] All(string own) => [.. Hosts.SelectMany(_ => Forms, (host, form) => form(host, own)), .. Others];
}
