namespace HubSpotSalesforce.Mapping;

/// <summary>Why a mapping cannot work (R54, R55).</summary>
/// <param name="Mapping">The mapping.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Suggestion">What to do, as a sentence.</param>
public sealed record MappingFault(FieldMapping Mapping, string Message, string Suggestion)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Message} {Suggestion}";
}
