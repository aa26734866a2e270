namespace HubSpotSalesforce.Salesforce;

/// <summary>A task that carries one of our keys, as the org has it.</summary>
/// <param name="Id">Its 18-character id.</param>
/// <param name="Key">Its key.</param>
/// <param name="Kind">The settings key of its activity's kind; null when the field is empty.</param>
/// <param name="OccurredAt">When its activity happened, in UTC; null when the field is empty.</param>
/// <param name="IsDeleted">Whether it lies in the recycle bin.</param>
/// <param name="Fields">The values of the fields that were asked for, as text, by API name.</param>
public sealed record KeyedTask(string Id, string Key, string? Kind, DateTimeOffset? OccurredAt, bool IsDeleted, IReadOnlyDictionary<string, string?> Fields);
