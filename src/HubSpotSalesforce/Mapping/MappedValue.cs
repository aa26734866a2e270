namespace HubSpotSalesforce.Mapping;

/// <summary>What one side's value becomes on the other.</summary>
/// <param name="Raw">The value as it is sent; null clears the field.</param>
/// <param name="IsWritten">Whether there is anything to send; a value without a counterpart leaves the other side as it is.</param>
/// <param name="Note">What was cut or has no counterpart, as a sentence; null when nothing is to be said.</param>
public sealed record MappedValue(string? Raw, bool IsWritten = true, string? Note = null)
{
    /// <summary>A value that leaves the other side as it is.</summary>
    public static MappedValue None(string? note = null) => new(null, IsWritten: false, note);
}
