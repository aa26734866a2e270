namespace HubSpotSalesforce.Simulator.Salesforce.Access;

/// <summary>A token request is refused, in the shape of the token endpoint.</summary>
internal sealed class TokenFault : Exception
{
    /// <summary>Creates the refusal.</summary>
    public TokenFault(string error, string description)
        : base(description) => Error = error;

    /// <summary>The OAuth error code.</summary>
    public string Error { get; }
}
