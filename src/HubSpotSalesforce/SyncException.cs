namespace HubSpotSalesforce;

/// <summary>The one exception that leaves the core.</summary>
public sealed class SyncException : Exception
{
    /// <summary>Creates a fault.</summary>
    /// <param name="kind">What to do about it.</param>
    /// <param name="about">The record, file or address it is about; shown as the error's target.</param>
    /// <param name="message">What happened, ending with what to do next. Never holds a token or a field's value.</param>
    /// <param name="inner">The exception it was translated from, if any.</param>
    public SyncException(FaultKind kind, string about, string message, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        About = about;
    }

    /// <summary>What went wrong, and so what to do about it.</summary>
    public FaultKind Kind { get; }

    /// <summary>The record, file or address it is about.</summary>
    public string About { get; }

    /// <summary>The code the API gave, such as <c>FIELD_CUSTOM_VALIDATION_EXCEPTION</c>; null when none came from an API.</summary>
    public string? ApiCode { get; init; }

    /// <summary>How long the other side asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed when sent again.</summary>
    public bool IsTransient => Kind is FaultKind.Throttled or FaultKind.Unavailable or FaultKind.RowLocked;

    /// <summary>Whether the store failed, so that nothing more can be recorded.</summary>
    public bool IsAboutStore => Kind is FaultKind.StoreUnavailable or FaultKind.StoreLocked or FaultKind.StoreFull or FaultKind.StoreReadOnly or FaultKind.StoreDamaged;

    /// <summary>Whether only one record is concerned and the others can go on.</summary>
    public bool IsAboutOneRecord => Kind is FaultKind.RecordRejected or FaultKind.Conflict or FaultKind.NotFound;
}
