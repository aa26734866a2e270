using System.Net;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Remote;

/// <summary>Decides which URLs may be asked: those of the settings and every one that a server hands back.</summary>
public sealed partial class HostGuard
{
    private readonly bool _allowsLoopback;

    /// <summary>Creates a guard.</summary>
    /// <param name="allowsLoopback">Whether plain http and loopback addresses may be asked, for the simulator.</param>
    public HostGuard(bool allowsLoopback) => _allowsLoopback = allowsLoopback;

    /// <summary>Returns the URL when it may be asked.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.HostNotAllowed"/>.</exception>
    public Uri Check(Uri url, string about)
    {
        // A token is for one system: an address that leads to the other is as wrong as any.
        if (Allows(url) && !(about == "salesforce" && IsHubSpot(url.IdnHost)) && !(about == "hubspot" && IsSalesforce(url.IdnHost)))
        {
            return url;
        }

        string where = url.IsAbsoluteUri ? $"{url.Scheme}://{url.Host}" : "a relative address";
        throw new SyncException(
            FaultKind.HostNotAllowed,
            about,
            $"{about} leads to {where}, which is not on its allow list (https; HubSpot: api.hubapi.com; Salesforce: *.salesforce.com, *.force.com). "
            + "Correct the address; for the simulator set allowLoopback: true.");
    }

    /// <summary>Whether the URL may be asked.</summary>
    public bool Allows(Uri url)
    {
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0)
        {
            return false;
        }

        if (_allowsLoopback && url.Scheme is "http" or "https" && IsLoopback(url))
        {
            return true;
        }

        return url.Scheme == "https" && url.IsDefaultPort && (IsHubSpot(url.IdnHost) || IsSalesforce(url.IdnHost));
    }

    /// <summary>Whether a host is one of HubSpot's API.</summary>
    public static bool IsHubSpot(string host) => HubSpotHosts().IsMatch(host);

    /// <summary>Whether a host is one of Salesforce's.</summary>
    public static bool IsSalesforce(string host) => SalesforceHosts().IsMatch(host);

    // Uri.IsLoopback also takes any name that resolves there by convention; only literal addresses and "localhost" pass.
    private static bool IsLoopback(Uri url)
        => url.IdnHost == "localhost" || (IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    [GeneratedRegex(@"^api(-[a-z0-9]{1,8})?\.hubapi\.com$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HubSpotHosts();

    // salesforce.mil is Government Cloud, sfcrmproducts.cn Salesforce on Alibaba Cloud.
    [GeneratedRegex(@"^([a-z0-9-]{1,63}\.){1,8}(salesforce\.com|force\.com|salesforce\.mil|sfcrmproducts\.cn)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SalesforceHosts();
}
