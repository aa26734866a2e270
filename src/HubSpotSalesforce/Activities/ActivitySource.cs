namespace HubSpotSalesforce.Activities;

/// <summary>Where in HubSpot the activities of a kind come from.</summary>
public enum ActivitySource
{
    /// <summary>Form submissions, read form by form.</summary>
    FormSubmissions,

    /// <summary>The marketing email event log.</summary>
    EmailEvents,

    /// <summary>CRM objects: calls, emails, meetings, notes, tasks.</summary>
    Objects,

    /// <summary>Counters of one-to-one emails, where each increase is an event.</summary>
    EmailCounters,

    /// <summary>Event occurrences, which need an Enterprise subscription.</summary>
    EventOccurrences,
}
