namespace HubSpotSalesforce.Activities;

/// <summary>A property of a HubSpot object type.</summary>
/// <param name="Name">The internal name.</param>
/// <param name="Label">The name on screen.</param>
/// <param name="Type">The type of its values: <c>string</c>, <c>number</c>, <c>bool</c>, <c>date</c>, <c>datetime</c>, <c>enumeration</c>.</param>
/// <param name="FieldType">The form field: <c>text</c>, <c>textarea</c>, <c>select</c>, <c>radio</c>, <c>checkbox</c>, <c>booleancheckbox</c>, <c>html</c> and the like.</param>
/// <param name="IsReadOnly">Whether HubSpot refuses to have it written.</param>
/// <param name="Options">The values of an enumeration, in the portal's order; empty for other types.</param>
public sealed record HubSpotProperty(string Name, string Label, string Type, string FieldType, bool IsReadOnly, string[] Options)
{
    /// <summary>What its values refer to, such as <c>OWNER</c>; null when they refer to nothing.</summary>
    public string? ReferencesTo { get; init; }

    /// <summary>The names on screen of its options, by value; empty when they are not known.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
