using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Linking;

/// <summary>When a contact was first linked (O2), and how that is known.</summary>
/// <remarks>Pure: no clock, network or store.</remarks>
internal static class FirstSync
{
    /// <summary>The time comes from the history of the ids on the contact.</summary>
    public const string History = "history";

    /// <summary>The time is the later of both records' creation.</summary>
    public const string Records = "records";

    /// <summary>The time is the one at which a run saw the link first: nothing else is known.</summary>
    public const string FirstSeen = "firstSeen";

    /// <summary>The time is the one the settings name.</summary>
    public const string Assumed = "assumed";

    /// <summary>Returns the time and its source.</summary>
    /// <param name="linkedAt">The earliest stamp in the history of the ids; null without one.</param>
    /// <param name="contactCreatedAt">When the HubSpot contact was made.</param>
    /// <param name="personCreatedAt">When the lead or contact was made; null when that is not known.</param>
    /// <param name="known">The earliest link that is stored; null for a contact that was never linked.</param>
    /// <param name="now">Now.</param>
    public static (DateTimeOffset At, string Source) Of(
        DateTimeOffset? linkedAt, DateTimeOffset contactCreatedAt, DateTimeOffset? personCreatedAt, LinkRecord? known, DateTimeOffset now)
    {
        (DateTimeOffset At, string Source)? told = (linkedAt, personCreatedAt) switch
        {
            ({ } linked, _) => (linked, History),
            // What was known once stays known: the record it is linked to today may be another one than the first.
            (null, { } created) when known is null or { Source: FirstSeen } => (created > contactCreatedAt ? created : contactCreatedAt, Records),
            _ => null,
        };
        return (told, known) switch
        {
            (null, null) => (now, FirstSeen),
            ({ } only, null) => only,
            ({ } earlier, _) when earlier.At < known.SyncedAt => earlier,
            _ => (known.SyncedAt, known.Source),
        };
    }
}
