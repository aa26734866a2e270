namespace HubSpotSalesforce.HubSpot;

/// <summary>How to reach a portal.</summary>
/// <param name="BaseUrl">The API's host.</param>
/// <param name="Token">The service key or access token itself.</param>
public sealed record HubSpotOptions(Uri BaseUrl, string Token)
{
    /// <summary>The address, without the token.</summary>
    public override string ToString() => BaseUrl.ToString();
}
