using System.Collections.Concurrent;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The connections under a name that this process holds, secrets included: for all its runspaces, gone with it.</summary>
internal sealed record SessionProfile(string Name, HubSpotOptions? HubSpot, SalesforceOptions? Salesforce)
{
    private static readonly ConcurrentDictionary<string, SessionProfile> Profiles = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns all of them, by name.</summary>
    public static SessionProfile[] All() => [.. Profiles.Values.OrderBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Returns the one of a name; null when there is none.</summary>
    public static SessionProfile? Find(string name) => Profiles.GetValueOrDefault(name);

    /// <summary>Keeps a connection to HubSpot under a name; null forgets it.</summary>
    public static void Keep(string name, HubSpotOptions? hubSpot) => Keep(name, profile => profile with { HubSpot = hubSpot });

    /// <summary>Keeps a connection to Salesforce under a name; null forgets it.</summary>
    public static void Keep(string name, SalesforceOptions? salesforce) => Keep(name, profile => profile with { Salesforce = salesforce });

    private static void Keep(string name, Func<SessionProfile, SessionProfile> change)
    {
        SessionProfile kept = Profiles.AddOrUpdate(name, added => change(new SessionProfile(added, null, null)), (_, there) => change(there));
        if (kept is { HubSpot: null, Salesforce: null })
        {
            Profiles.TryRemove(new KeyValuePair<string, SessionProfile>(name, kept));
        }
    }
}
