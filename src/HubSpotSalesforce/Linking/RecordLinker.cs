using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Linking;

/// <summary>Finds the HubSpot records that tasks and events of Salesforce belong to: the contact of WhoId; company, deal or ticket of WhatId.</summary>
/// <remarks>Asks for a page of activities at once and remembers what it learned, strangers too, for the length of a run. For one caller at a time.</remarks>
public sealed class RecordLinker
{
    private readonly WhoLinks _who;
    private readonly WhatLinks _what;
    private readonly BesideLinks _beside;

    /// <summary>Creates a linker; nothing is sent yet.</summary>
    /// <param name="contacts">Links contacts the other way, which is how a contact found here is checked and remembered.</param>
    /// <param name="finder">Finds HubSpot's records by the ids that stand on them.</param>
    /// <param name="people">Reads leads and contacts.</param>
    /// <param name="conversions">Reads which leads became which contacts.</param>
    /// <param name="options">How records are found.</param>
    public RecordLinker(
        ContactLinker contacts, RecordFinder finder, PersonReader people, ConversionReader conversions, RecordLinkOptions options)
    {
        _who = new WhoLinks(contacts, finder, people, conversions, options.Ways);
        _what = new WhatLinks(finder, options);
        _beside = new BesideLinks(contacts, finder, options);
    }

    /// <summary>Returns each activity with the records it belongs to, in the order of the activities.</summary>
    /// <remarks>A contact outside the inclusion list is named, and is not among the records.</remarks>
    public async Task<LinkedRecord[]> LinkAsync(IReadOnlyCollection<Activity> activities, CancellationToken cancel)
    {
        Dictionary<string, WhoLink> who = await _who.FindAsync([.. activities.Select(activity => activity.WhoId).OfType<string>().Distinct()], cancel);
        Dictionary<string, string?> what = await _what.FindAsync([.. activities.Select(activity => activity.WhatId).OfType<string>().Distinct()], cancel);
        return [.. activities.Select(activity => Link(activity, activity.WhoId is { } whoId ? who[whoId] : null, activity.WhatId is { } whatId ? what[whatId] : null))];
    }

    /// <summary>Returns what HubSpot records are today, by the name that was asked for, such as <c>contacts/301</c> (R57). Absent is what is no longer there, and what is no contact and is linked to nothing.</summary>
    /// <param name="names">The records as <c>type/id</c>.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<IReadOnlyDictionary<string, BesideRecord>> TodayAsync(IReadOnlyCollection<string> names, CancellationToken cancel)
        => names.Count == 0 ? new Dictionary<string, BesideRecord>() : await _beside.FindAsync(names, cancel);

    private static LinkedRecord Link(Activity activity, WhoLink? who, string? about)
    {
        string? person = who?.Contact is { IsOutsideInclusionList: false } inside ? FormattableString.Invariant($"contacts/{inside.ObjectId}") : null;
        return new LinkedRecord(activity, who?.Contact, [.. new[] { person, about }.OfType<string>()]) { ConvertedAt = Nearest(who?.ConvertedAt, activity) };
    }

    // Of several conversions, and of what is known of one, that which explains the activity's last change best.
    private static DateTimeOffset? Nearest(DateTimeOffset[]? conversions, Activity activity)
        => conversions is { Length: > 0 } ? conversions.MinBy(at => (at - (activity.ModifiedAt ?? activity.OccurredAt)).Duration()) : null;
}
