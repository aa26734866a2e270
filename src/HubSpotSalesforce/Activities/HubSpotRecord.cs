namespace HubSpotSalesforce.Activities;

/// <summary>A HubSpot object as it stands now.</summary>
/// <param name="Type">The object type, such as <c>calls</c>.</param>
/// <param name="Id">The object's id.</param>
/// <param name="Properties">The properties asked for, by name, as the API writes them; null for an empty one.</param>
/// <param name="ModifiedAt">When HubSpot last changed it, in UTC.</param>
public sealed record HubSpotRecord(string Type, string Id, IReadOnlyDictionary<string, string?> Properties, DateTimeOffset ModifiedAt)
{
    /// <summary>Whether it lies in HubSpot's recycle bin.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The records it is associated with, as <c>type/id</c>; null when they were not asked for.</summary>
    public string[]? Beside { get; init; }
}
