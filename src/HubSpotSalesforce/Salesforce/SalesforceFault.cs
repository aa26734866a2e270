namespace HubSpotSalesforce.Salesforce;

/// <summary>Says what each of Salesforce's error codes asks for: again, skip or stop.</summary>
/// <remarks>Codes: SOAP API Developer Guide, "Core Data Types Used in API Calls", ExceptionCode and StatusCode, read 2026-11-21.</remarks>
internal static class SalesforceFault
{
    private static readonly HashSet<string> Passing =
    [
        "SERVER_UNAVAILABLE", "REQUEST_RUNNING_TOO_LONG", "QUERY_TIMEOUT", "UNKNOWN_EXCEPTION",
        "INSERT_UPDATE_DELETE_NOT_ALLOWED_DURING_MAINTENANCE", "ORG_IN_MAINTENANCE", "PROCESSING_HALTED", "ALL_OR_NONE_OPERATION_ROLLED_BACK",
    ];

    private static readonly HashSet<string> Spent = ["LIMIT_EXCEEDED", "EXCEEDED_QUOTA", "STORAGE_LIMIT_EXCEEDED"];

    private static readonly HashSet<string> Unready =
    [
        "API_DISABLED_FOR_ORG", "API_CURRENTLY_DISABLED", "FUNCTIONALITY_NOT_ENABLED", "INVALID_TYPE", "MALFORMED_QUERY",
    ];

    // A trigger or flow sees 200 rows at once, and what it throws at one is told of all.
    private static readonly HashSet<string> OfTransaction = ["CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "CANNOT_EXECUTE_FLOW_TRIGGER", "FLOW_EXCEPTION"];

    private const string FailedAutomation = "Automation in the org failed: its text names the flow or trigger.";
    private const string LostOwner = "Map the owner to an active user under owners.map.";
    private const string LostReference = "The record it points to is gone or hidden from the integration user.";

    private static readonly Dictionary<string, string> Advice = new()
    {
        ["FIELD_CUSTOM_VALIDATION_EXCEPTION"] = "A validation rule of the org says no: change the rule or the record.",
        ["REQUIRED_FIELD_MISSING"] = "Map the field under timeline.kinds.<kind>.fields, or give it a default in the org.",
        ["INACTIVE_OWNER_OR_USER"] = LostOwner,
        ["INVALID_USERID"] = LostOwner,
        ["INVALID_CROSS_REFERENCE_KEY"] = LostReference,
        ["INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"] = LostReference,
        ["CANNOT_UPDATE_CONVERTED_LEAD"] = "The lead was converted meanwhile; the next run writes to its contact.",
        ["CANNOT_EXECUTE_FLOW_TRIGGER"] = FailedAutomation,
        ["FLOW_EXCEPTION"] = FailedAutomation,
        ["CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"] = FailedAutomation,
        ["ENTITY_IS_DELETED"] = "Its task was deleted in Salesforce.",
    };

    /// <summary>The codes with which a row may be refused, as far as there is advice for them.</summary>
    public static IReadOnlyCollection<string> KnownCodes => Advice.Keys;

    /// <summary>Whether a row's error may be that of another row of its request.</summary>
    public static bool MayBeAnothers(string? code) => code is not null && OfTransaction.Contains(code);

    /// <summary>Returns the fault for an error that a whole request got.</summary>
    public static SyncException Of(string code, string said, string about, int status)
    {
        string line = $"Salesforce answered {about} with {status} {code}: {said.TrimEnd('.')}";
        (FaultKind kind, string next) = code switch
        {
            "UNABLE_TO_LOCK_ROW" => (FaultKind.RowLocked, "Another write holds the record; run again."),
            "REQUEST_LIMIT_EXCEEDED" when said.Contains("Concurrent", StringComparison.OrdinalIgnoreCase) => (FaultKind.Throttled, "Run again in a minute."),
            "REQUEST_LIMIT_EXCEEDED" => (FaultKind.QuotaSpent, "The org's API calls of 24 hours are spent. They come back as those of yesterday grow old: run again in an hour, and by this time tomorrow at the latest; the next run goes on where this one stopped."),
            "INVALID_FIELD" or "NOT_FOUND" when said.Contains("HubSpot_", StringComparison.Ordinal) || said.Contains("external ID field", StringComparison.OrdinalIgnoreCase)
                => (FaultKind.FieldMissing, "Run Initialize-SalesforceOrg (init-org), which creates the fields and the rights to them."),
            _ when Spent.Contains(code) => (FaultKind.QuotaSpent, "Free some room in the org, then run again."),
            _ when Unready.Contains(code) => (FaultKind.OrgUnready, "Ask the org's administrator."),
            _ when Passing.Contains(code) || status is 406 or 420 or 429 or >= 500 => (FaultKind.Unavailable, "Run again later: nothing is lost."),
            _ => (FaultKind.UnexpectedAnswer, "If the request looks right, report it with this line."),
        };
        return new SyncException(kind, about, $"{line}. {next}") { ApiCode = code };
    }

    /// <summary>Returns the fault for an error that one row of a batch got.</summary>
    public static SyncException OfRow(string code, string said, string key)
    {
        FaultKind kind = code switch
        {
            "UNABLE_TO_LOCK_ROW" => FaultKind.RowLocked,
            _ when Passing.Contains(code) => FaultKind.Unavailable,
            _ when Spent.Contains(code) => FaultKind.QuotaSpent,
            _ => FaultKind.RecordRejected,
        };
        return new SyncException(kind, key, $"Salesforce refused {key}: {code}, {said.TrimEnd('.')}. {Advice.GetValueOrDefault(code, "It is set aside as an issue and tried again by the next runs.")}") { ApiCode = code };
    }
}
