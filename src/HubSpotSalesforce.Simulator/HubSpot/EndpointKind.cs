namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Which limits an endpoint counts against, and whether it wants a token.</summary>
internal enum EndpointKind
{
    /// <summary>Token, burst and daily limit, rate limit headers.</summary>
    Ordinary,

    /// <summary>Token, the limit of searches per second, the daily limit; no rate limit headers.</summary>
    Search,

    /// <summary>No token and no limit.</summary>
    Open,
}
