namespace HubSpotSalesforce;

/// <summary>What went wrong, as one of three answers: try again, leave this record and go on, or stop.</summary>
/// <remarks>The names are the ErrorIds that scripts compare with; they are never renamed.</remarks>
public enum FaultKind
{
    /// <summary>Again: a rate limit answered; the call is worth repeating after a pause.</summary>
    Throttled,

    /// <summary>Again: the service did not answer, or answered that it cannot now.</summary>
    Unavailable,

    /// <summary>Again: another write held the record or one of its parents.</summary>
    RowLocked,

    /// <summary>Skip: the other side refused this one record.</summary>
    RecordRejected,

    /// <summary>Skip: both sides changed the same field, or the record is not what the plan saw.</summary>
    Conflict,

    /// <summary>Skip: HubSpot shows no activity or contact of that key, id or address.</summary>
    NotFound,

    /// <summary>Stop: the settings file is wrong; the message names line and column.</summary>
    SettingsInvalid,

    /// <summary>Stop: HubSpot's own integration is at work, and <c>nativeConnector</c> does not say how to live with it.</summary>
    NativeConnectorFound,

    /// <summary>Stop: a secret reference leads nowhere.</summary>
    SecretUnavailable,

    /// <summary>Stop: the credentials were refused.</summary>
    Unauthorized,

    /// <summary>Stop: the credentials lack a scope or a permission that a chosen kind needs.</summary>
    ScopeMissing,

    /// <summary>Stop: Salesforce lacks one of the fields this product writes to, or the user may not see it.</summary>
    FieldMissing,

    /// <summary>Stop: the integration user may not write a field this product writes to.</summary>
    FieldNotWritable,

    /// <summary>Stop: the org or the portal is set up so that every record would fail.</summary>
    OrgUnready,

    /// <summary>Stop: a plan file cannot be read or written, or is of another portal or org.</summary>
    PlanInvalid,

    /// <summary>Stop: a report is not what it can be, or its file cannot be written.</summary>
    ReportInvalid,

    /// <summary>Stop: the calls this run may make are spent; the message says when to go on.</summary>
    QuotaSpent,

    /// <summary>Stop: the run would create more than <c>limits.maxCreates</c>.</summary>
    LimitReached,

    /// <summary>Stop: the store cannot be opened, read or written.</summary>
    StoreUnavailable,

    /// <summary>Stop: another process holds the store's file and does not let go.</summary>
    StoreLocked,

    /// <summary>Stop: there is no room left for the store.</summary>
    StoreFull,

    /// <summary>Stop: this account may not write the store's file or folder.</summary>
    StoreReadOnly,

    /// <summary>Stop: the store's file is cut off, overwritten, or no store at all.</summary>
    StoreDamaged,

    /// <summary>Stop: the store belongs to another portal or org, or to a newer version.</summary>
    StoreMismatch,

    /// <summary>Stop: the org or the portal already holds our keys and the store knows none of them.</summary>
    StateMissing,

    /// <summary>Stop: another runner works on the same store.</summary>
    LeaseHeld,

    /// <summary>Stop: this runner slept past its lease and another took over.</summary>
    LeaseLost,

    /// <summary>Stop: a URL leads to a host that is not on the allow list.</summary>
    HostNotAllowed,

    /// <summary>Stop: an answer is not what the API's documentation says.</summary>
    UnexpectedAnswer,
}
