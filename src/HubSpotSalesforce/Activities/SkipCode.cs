namespace HubSpotSalesforce.Activities;

/// <summary>Why an activity is not written. Scripts compare with these names; they are never renamed.</summary>
public enum SkipCode
{
    /// <summary>Waiting: no HubSpot contact has the address, or the activity hangs on none.</summary>
    NoContact,

    /// <summary>Waiting: no contact of it is linked to a lead or contact in Salesforce.</summary>
    NoLinkedContact,

    /// <summary>Waiting: all linked contacts are outside the inclusion list.</summary>
    OutsideInclusionList,

    /// <summary>Final: it happened before <c>timeline.notBefore</c> (O8).</summary>
    BeforeStart,

    /// <summary>Final: it happened before the kind's window opened for its contact (R17-R24).</summary>
    OutsideWindow,

    /// <summary>Final: HubSpot's own filters leave it out (D8).</summary>
    Filtered,

    /// <summary>Final: a later event restates it (D8).</summary>
    Obsolete,

    /// <summary>Final: it came from Salesforce in the first place (O1).</summary>
    FromSalesforce,

    /// <summary>Final: an email that is not a sent one: a draft, a forward, one that failed (O11).</summary>
    NotSent,

    /// <summary>Final: an event of a sales email in the marketing log (O20).</summary>
    SalesEmailEvent,

    /// <summary>Final: it has no time stamp the window could be judged by.</summary>
    Undated,

    /// <summary>Final: its task was deleted in Salesforce and is not made again (O5).</summary>
    DeletedInSalesforce,

    /// <summary>Final: its kind is switched off.</summary>
    KindOff,

    /// <summary>Final: the plan that was reviewed no longer holds for it (O27).</summary>
    PlanStale,

    /// <summary>Its task says all of it already.</summary>
    Unchanged,
}
