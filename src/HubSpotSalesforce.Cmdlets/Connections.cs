using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The connections that were made by hand: of the session, and under names in this process and among those that were saved.</summary>
internal static class Connections
{
    private const string OfSession = "session";
    private const string OfProcess = "process";

    private static ProfileFile Saved => new(new RunHost().Environment);

    /// <summary>Returns the connections under all names.</summary>
    public static IEnumerable<SyncConnection> Named() =>
    [
        .. SessionProfile.All().SelectMany(profile => Of(profile, isUsed: false)),
        .. Saved.All().SelectMany(profile => ConnectionChoice.Of(profile, isUsed: false)),
    ];

    /// <summary>Returns the connections to a side: those under a name, or without one that of the session.</summary>
    public static SyncConnection[] Kept(string? profile, string system)
    {
        IEnumerable<SyncConnection> kept = profile is null
            ? Of(new SessionProfile("", SessionConnection.Current.HubSpot, SessionConnection.Current.Salesforce), isUsed: false).Select(connection => connection with { Profile = null, Source = OfSession })
            : Named().Where(connection => string.Equals(connection.Profile, profile, StringComparison.OrdinalIgnoreCase));
        return [.. kept.Where(connection => connection.System == system)];
    }

    /// <summary>Forgets a connection.</summary>
    public static void Forget(SyncConnection connection)
    {
        switch (connection.Source, connection.System)
        {
            case (OfSession, SyncConnection.HubSpot):
                SessionConnection.Current.HubSpot = null;
                break;
            case (OfSession, _):
                SessionConnection.Current.Salesforce = null;
                break;
            case (OfProcess, SyncConnection.HubSpot):
                SessionProfile.Keep(connection.Profile!, hubSpot: null);
                break;
            case (OfProcess, _):
                SessionProfile.Keep(connection.Profile!, salesforce: null);
                break;
            default:
                Saved.Remove(connection.Profile!, connection.System);
                break;
        }
    }

    /// <summary>Returns a host with the connections of a name, or of the session.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.NotFound"/>: nothing is kept under that name.</exception>
    public static RunHost Use(string? profile, RunHost host)
    {
        if (profile is null)
        {
            SessionConnection session = SessionConnection.Current;
            return host with { HubSpot = session.HubSpot, Salesforce = session.Salesforce };
        }

        SessionProfile? kept = SessionProfile.Find(profile);
        ConnectionProfile? saved = Saved.Find(profile);
        return kept is null && saved is null
            ? throw new SyncException(FaultKind.NotFound, profile, $"No connection is kept as '{profile}'. Make one with Connect-HubSpot or Connect-Salesforce -Profile '{profile}', or see with Get-SyncConnection which there are.")
            : host with { HubSpot = kept?.HubSpot, Salesforce = kept?.Salesforce, ConnectionName = kept?.Name, Profile = saved };
    }

    private static IEnumerable<SyncConnection> Of(SessionProfile profile, bool isUsed)
    {
        if (profile.HubSpot is { } hubSpot)
        {
            yield return ConnectionChoice.Of(hubSpot, OfProcess, profile.Name, isUsed);
        }

        if (profile.Salesforce is { } salesforce)
        {
            yield return ConnectionChoice.Of(salesforce, OfProcess, profile.Name, isUsed);
        }
    }
}
