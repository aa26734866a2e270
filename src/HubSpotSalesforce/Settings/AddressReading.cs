using System.Text;
using HubSpotSalesforce.Remote;

namespace HubSpotSalesforce.Settings;

/// <summary>Reads addresses: the shape here, the host against the allow list once the system is known.</summary>
internal static class AddressReading
{
    /// <summary>Reads an address without path, user and query. It never shows the text, which may hold a password.</summary>
    public static Reading Of(string text)
    {
        // Letters of other alphabets can pass for ours, in a host or under a comparison without case.
        if (!Ascii.IsValid(text) || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("https" or "http") || address.Host.Length == 0)
        {
            return Reading.Wrong("must be an address that begins with https://.");
        }

        bool isBare = address.UserInfo.Length == 0 && address.PathAndQuery == "/" && address.Fragment.Length == 0 && !text.Contains('\\', StringComparison.Ordinal);
        return isBare
            ? new Reading(new Uri(address.GetLeftPart(UriPartial.Authority)))
            : Reading.Wrong("must be an address without user, path or query.", $"Write {address.Scheme}://{address.Authority}.");
    }

    /// <summary>What is wrong with an address of HubSpot; null when nothing is.</summary>
    public static Reading HubSpot(Uri address, bool allowLoopback)
        => Checked(address, allowLoopback, HostGuard.IsHubSpot, "a host of HubSpot's API", "Write https://api.hubapi.com, or leave the key out.");

    /// <summary>What is wrong with an address of Salesforce; null when nothing is.</summary>
    public static Reading Salesforce(Uri address, bool allowLoopback)
        => Checked(address, allowLoopback, HostGuard.IsSalesforce, "a host of Salesforce", "Write the org's own address, such as https://acme.my.salesforce.com.");

    private static Reading Checked(Uri address, bool allowLoopback, Func<string, bool> isKnown, string owner, string advice) => address switch
    {
        { IsLoopback: true } when allowLoopback => new Reading(address),
        { IsLoopback: true } => Reading.Wrong("leads to this machine.", $"{advice} For the simulator write allowLoopback: true."),
        { Scheme: "http" } => Reading.Wrong("must begin with https://.", "Nothing is sent unencrypted: write https:// instead of http://."),
        { IsDefaultPort: false } => Reading.Wrong("must not name a port.", "Remove the port."),
        _ when isKnown(address.Host) => new Reading(address),
        _ => Reading.Wrong($"leads to '{Shown.Of(address.Host)}', which is not {owner}.", advice),
    };
}
