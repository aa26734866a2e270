namespace HubSpotSalesforce.Worker;

/// <summary>One number for each kind of ending, the same for ever: schedulers depend on them.</summary>
internal static class ExitCode
{
    public const int Completed = 0;
    public const int SomeRefused = 1;
    public const int BadInput = 2;
    public const int Unauthorized = 3;
    public const int OrgUnready = 4;
    public const int QuotaSpent = 5;
    public const int LimitReached = 6;
    public const int StoreTrouble = 7;
    public const int LeaseHeld = 8;
    public const int Unavailable = 9;
    public const int Unexpected = 10;
    public const int Canceled = 130;

    /// <summary>The codes as <c>--help</c> shows them.</summary>
    public const string Table =
        """
          0    everything was written or skipped with a reason
          1    some records were refused, or wait in conflict for a person, and were set aside; the rest was written
          2    the arguments, the settings or a plan file are wrong, the settings leave a question open, or a secret cannot be found
          3    the credentials were refused, or lack a scope
          4    the org is not ready: a field or a right is missing
          5    the calls of the day, or of the run, are spent
          6    the run would create more than limits.maxCreates, or delete more than limits.maxDeletes
          7    the store cannot be used, or is not the one for this portal and org
          8    another runner works on the same store
          9    HubSpot or Salesforce did not answer
          10   an answer or an address is not what it should be
          130  canceled
        """;

    /// <summary>The code of a run that was stopped.</summary>
    public static int Of(FaultKind kind) => kind switch
    {
        FaultKind.SettingsInvalid or FaultKind.NativeConnectorFound or FaultKind.SecretUnavailable or FaultKind.PlanInvalid or FaultKind.ReportInvalid => BadInput,
        FaultKind.Unauthorized or FaultKind.ScopeMissing => Unauthorized,
        FaultKind.FieldMissing or FaultKind.FieldNotWritable or FaultKind.OrgUnready => OrgUnready,
        FaultKind.QuotaSpent => QuotaSpent,
        FaultKind.LimitReached => LimitReached,
        FaultKind.StoreUnavailable or FaultKind.StoreLocked or FaultKind.StoreFull or FaultKind.StoreReadOnly or FaultKind.StoreDamaged or FaultKind.StoreMismatch or FaultKind.StateMissing => StoreTrouble,
        FaultKind.LeaseHeld or FaultKind.LeaseLost => LeaseHeld,
        FaultKind.Throttled or FaultKind.Unavailable or FaultKind.RowLocked => Unavailable,
        FaultKind.RecordRejected or FaultKind.Conflict => SomeRefused,
        _ => Unexpected,
    };
}
