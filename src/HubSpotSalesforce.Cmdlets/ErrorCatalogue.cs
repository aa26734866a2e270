using System.Management.Automation;
using static System.Management.Automation.ErrorCategory;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The catalogue of errors: every kind of fault as PowerShell shows it. <c>about_HubSpotSalesforce_Errors</c> is its page.</summary>
public static class ErrorCatalogue
{
    private const string Again = "again";
    private const string Skip = "skip";
    private const string Stop = "stop";

    private static readonly ErrorEntry[] Rows =
    [
        new(nameof(FaultKind.Throttled), LimitsExceeded, Again, "the request", "Run again in a few minutes: the run goes on where it stopped."),
        new(nameof(FaultKind.Unavailable), ConnectionError, Again, "the request", "Check the network and the status page of the service, then run again."),
        new(nameof(FaultKind.RowLocked), ResourceBusy, Again, "the activity's key", "Run again; if it stays so, find out what else writes the record."),
        new(nameof(FaultKind.RecordRejected), InvalidData, Skip, "the change", "Correct what the org's message names, then Get-SyncIssue | Resolve-SyncIssue -Retry."),
        new(nameof(FaultKind.Conflict), InvalidOperation, Skip, "the issue, or the change", "Look with Get-SyncIssue -Code Conflict, then choose with Resolve-SyncIssue -Take or -Ignore."),
        new(nameof(FaultKind.NotFound), ObjectNotFound, Skip, "the key, id or address", "Check the key, id or address."),
        new(nameof(FaultKind.SettingsInvalid), InvalidArgument, Stop, "the settings file", "Correct the line that is named; Test-SyncSetting shows all faults."),
        new(nameof(FaultKind.NativeConnectorFound), InvalidOperation, Stop, "the settings file", "Set nativeConnector to off or coexist."),
        new(nameof(FaultKind.SecretUnavailable), ObjectNotFound, Stop, "the settings key or the file", "Store the secret where the settings look for it."),
        new(nameof(FaultKind.Unauthorized), AuthenticationError, Stop, "the system", "Renew the token or the secret, then Test-SyncConnection."),
        new(nameof(FaultKind.ScopeMissing), PermissionDenied, Stop, "the system", "Add the scope to the service key, or switch the kind off."),
        new(nameof(FaultKind.FieldMissing), NotInstalled, Stop, "the field", "Run Initialize-SalesforceOrg."),
        new(nameof(FaultKind.FieldNotWritable), PermissionDenied, Stop, "the field", "Run Initialize-SalesforceOrg, which grants the right to it."),
        new(nameof(FaultKind.OrgUnready), NotInstalled, Stop, "the field or the step", "Let an administrator take the step that is named."),
        new(nameof(FaultKind.PlanInvalid), InvalidArgument, Stop, "the plan file", "Make the plan anew with New-SyncPlan -OutFile."),
        new(nameof(FaultKind.ReportInvalid), InvalidArgument, Stop, "the report", "Correct the part that is named; New-ActivityReport takes the same by parameters."),
        new(nameof(FaultKind.QuotaSpent), QuotaExceeded, Stop, "the system", "Run again when the day's calls are renewed, or raise limits.apiCalls."),
        new(nameof(FaultKind.LimitReached), LimitsExceeded, Stop, "the limit, or the plan file", "Read what the message names, the plan or the list by -WhatIf; then go on with -Plan and that file, with -Force, or with a higher limit."),
        new(nameof(FaultKind.StoreUnavailable), OpenError, Stop, "the store", "Check the path, and the disk that it leads to."),
        new(nameof(FaultKind.StoreLocked), ResourceBusy, Stop, "the store", "End the program that has the store open, then run again."),
        new(nameof(FaultKind.StoreFull), WriteError, Stop, "the store", "Free space on the store's disk, then run again."),
        new(nameof(FaultKind.StoreReadOnly), PermissionDenied, Stop, "the store", "Give this account write permission on the store and its folder."),
        new(nameof(FaultKind.StoreDamaged), InvalidData, Stop, "the store", "Put a backup in its place, or move it away and Compare-SyncState -Rebuild."),
        new(nameof(FaultKind.StoreMismatch), InvalidOperation, Stop, "the store", "Point state.path at the store of this portal and org."),
        new(nameof(FaultKind.StateMissing), ObjectNotFound, Stop, "the store", "Restore the store, or rebuild it with Compare-SyncState -Rebuild."),
        new(nameof(FaultKind.LeaseHeld), ResourceBusy, Stop, "the store", "Wait for the other runner to end, here with -Wait."),
        new(nameof(FaultKind.LeaseLost), OperationStopped, Stop, "the store", "Run again: what was in flight is settled first."),
        new(nameof(FaultKind.HostNotAllowed), SecurityError, Stop, "the address", "Correct the address in the settings; what a server sent astray, report."),
        new(nameof(FaultKind.UnexpectedAnswer), InvalidResult, Stop, "the request", "Run again with -Verbose; if it stays so, report it."),
    ];

    /// <summary>All rows, in the order of the kinds.</summary>
    public static IReadOnlyList<ErrorEntry> All => Rows;

    /// <summary>Makes an error record of a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="target">What it is about, when there is more to show than its name.</param>
    public static ErrorRecord Record(SyncException fault, object? target = null)
    {
        string id = fault.Kind.ToString();
        ErrorEntry row = Rows.First(row => row.Id == id);
        (string found, string? advice) = Parted(fault.Message);
        ErrorRecord record = new(fault, id, row.Category, target ?? fault.About)
        {
            ErrorDetails = new ErrorDetails(found) { RecommendedAction = advice ?? row.Action },
        };

        // Shown with the error and kept in transcripts: the name of what it is about, never its contents.
        record.CategoryInfo.TargetName = fault.About;
        return record;
    }

    // PowerShell shows the advice below the message, so it does not stand in it once more; the exception's message has both. A message ends with what
    // to do next; a point inside a file name or a number ends no sentence, and one sentence alone says what is wrong. Where a message names several
    // faults, a line each, the advice of each stays beside it.
    private static (string Found, string? Advice) Parted(string message)
    {
        string text = message.TrimEnd();
        int end = text.Contains('\n', StringComparison.Ordinal) ? -1 : text.LastIndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? (text, null) : (text[..(end + 1)], text[(end + 1)..].Trim());
    }
}
