namespace HubSpotSalesforce.Mapping;

/// <summary>What a task says of its activity: the fields that follow the activity while both live.</summary>
/// <param name="Fields">The fields by API name, as they are sent; null is empty.</param>
/// <param name="Base">The same in canonical form: plain text, LF, trimmed, without our footer, dates as days (O6).</param>
/// <param name="IsClosed">Whether the status closes the task.</param>
/// <param name="Notes">What was cut or replaced, each as a sentence.</param>
public sealed record TaskContent(IReadOnlyDictionary<string, string?> Fields, IReadOnlyDictionary<string, string?> Base, bool IsClosed, string[] Notes);
