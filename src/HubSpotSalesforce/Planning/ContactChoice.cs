using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Planning;

/// <summary>Chooses the one contact on whose Salesforce record an activity is written (R25-R27).</summary>
/// <remarks>Pure: no clock, network or store.</remarks>
public static class ContactChoice
{
    /// <summary>Returns the most recently created of the contacts that sync, or null when none does.</summary>
    /// <param name="contacts">The contacts an activity belongs to, in any order; ids are unique.</param>
    /// <param name="zone">The zone in which a day begins and ends.</param>
    public static ContactLink? Newest(IEnumerable<ContactLink> contacts, TimeZoneInfo zone)
        => contacts
            .Where(contact => contact.Syncs)
            // By day and not by instant: of two contacts made on one day the higher id wins, even if it was made earlier.
            .MaxBy(contact => (Day(contact.CreatedAt, zone), contact.ObjectId));

    private static DateOnly Day(DateTimeOffset instant, TimeZoneInfo zone)
        => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
