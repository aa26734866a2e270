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

        string[] missing = Missing(granted, needed);
        if (missing.Length > 0)
        {
            string them = missing.Length == 1 ? "it" : "them";
            throw new SyncException(
                FaultKind.ScopeMissing, "hubspot", $"The HubSpot token lacks {string.Join(", ", missing)}. Add {them} to the service key, or take the kinds and keys that need {them} out of the settings.");
        }
    }

    /// <summary>Returns the scopes that a token lacks, in order.</summary>
    public static string[] Missing(IReadOnlyCollection<string> granted, IEnumerable<string> needed)
        => [.. needed.Distinct().Where(scope => !granted.Contains(scope) && !IsOldTickets(scope, granted)).Order(StringComparer.Ordinal)];

    // Tickets had one scope for all before they had those of other objects ("Tickets", read 2026-11-22).
    private static bool IsOldTickets(string scope, IReadOnlyCollection<string> granted) => scope.StartsWith("crm.objects.tickets.", StringComparison.Ordinal) && granted.Contains("tickets");
}
