using System.Globalization;

namespace HubSpotSalesforce.Simulator;

/// <summary>How much a generated portal holds.</summary>
/// <param name="Contacts">HubSpot contacts, at least 1.</param>
/// <param name="Activities">Activities of all kinds together, 0 or more.</param>
public sealed record PortalSize(int Contacts, int Activities)
{
    /// <summary>Reads <c>200x2000</c>; null when it is no such size.</summary>
    public static PortalSize? Read(string text)
        => text.Split('x') is [string left, string right]
            && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out int contacts)
            && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out int activities)
            && contacts > 0
            ? new PortalSize(contacts, activities)
            : null;
}
