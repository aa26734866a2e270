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

    /// <summary>Waiting: neither its lead or contact nor what it is about is linked to a HubSpot record (O3).</summary>
    NoLinkedRecord,

    /// <summary>Final: its family is switched off (R45).</summary>
    FamilyOff,

    /// <summary>Final: it was last changed before its family was switched on (R48).</summary>
    BeforeSwitchOn,

    /// <summary>Final: it came from HubSpot in the first place.</summary>
    FromHubSpot,

    /// <summary>Final: what it was made of flows from HubSpot to Salesforce only (O7).</summary>
    OneWay,

    /// <summary>Final: a user made it whose records are another connector's (O1).</summary>
    FromHubSpotConnector,

    /// <summary>Final until it is edited again: a lead's conversion moved it, and nobody else touched it (O24).</summary>
    MovedByConversion,

    /// <summary>Final: its counterpart was deleted in HubSpot and is not made again.</summary>
    DeletedInHubSpot,

    /// <summary>The rule of its family for conflicts or deletions leaves this side as it is (R51, R52).</summary>
    KeptByRule,

    /// <summary>Both sides changed it, and the rule leaves the choice to a person (R52).</summary>
    ConflictWaiting,

    /// <summary>Final: it only describes a series; its occurrences are records of their own.</summary>
    RecurringSeries,

    /// <summary>Final: it is an invitee's copy of an event.</summary>
    InviteeCopy,
}
