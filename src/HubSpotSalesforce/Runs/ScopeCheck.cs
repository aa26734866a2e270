using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Runs;

/// <summary>Refuses a HubSpot token that lacks a scope, before anything is read.</summary>
internal static class ScopeCheck
{
    /// <summary>Checks.</summary>
    /// <param name="account">What HubSpot says of the token.</param>
    /// <param name="needed">The scopes that will be needed, in any order.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.ScopeMissing"/>.</exception>
    public static void Require(HubSpotAccount account, params IEnumerable<string> needed)
    {
        if (account.Scopes is not { } granted)
        {
            return;    // not told for this sort of token: the first call that lacks one says so
        }

        string[] missing = [.. needed.Distinct().Except(granted).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            string them = missing.Length == 1 ? "it" : "them";
            throw new SyncException(
                FaultKind.ScopeMissing, "hubspot", $"The HubSpot token lacks {string.Join(", ", missing)}. Add {them} to the service key, or take the kinds and keys that need {them} out of the settings.");
        }
    }
}
