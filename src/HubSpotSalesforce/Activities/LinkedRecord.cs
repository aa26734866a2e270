using System.Collections.Frozen;

namespace HubSpotSalesforce.Activities;

/// <summary>A task or event of Salesforce with the HubSpot records it belongs to, as far as they are linked.</summary>
/// <param name="Activity">The task or event.</param>
/// <param name="Contact">The contact its WhoId is; null when it has none or that is linked to no contact.</param>
/// <param name="Beside">All HubSpot records it belongs to, as <c>type/id</c>: the contact first, then company, deal or ticket; empty when none is linked.</param>
public sealed record LinkedRecord(Activity Activity, ContactLink? Contact, string[] Beside)
{
    /// <summary>When the lead that its contact once was got converted, in UTC; null when it never was one (O24).</summary>
    public DateTimeOffset? ConvertedAt { get; init; }

    /// <summary>What the HubSpot records are that its activity hangs on, or hung on, by the name the activity or the pair has for them; those that are gone are absent (R57).</summary>
    public IReadOnlyDictionary<string, BesideRecord> Today { get; init; } = FrozenDictionary<string, BesideRecord>.Empty;
}
