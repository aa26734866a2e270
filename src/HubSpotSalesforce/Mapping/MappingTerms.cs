using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>What mappings are compiled with: what both sides have, and how days are counted.</summary>
public sealed record MappingTerms
{
    /// <summary>The fields of the family's Salesforce object; empty when they are not known.</summary>
    public SalesforceField[] Fields { get; init; } = [];

    /// <summary>The properties of the family's HubSpot object; empty when they are not known.</summary>
    public HubSpotProperty[] Properties { get; init; } = [];

    /// <summary>The statuses that close a task; empty when they are not known.</summary>
    public string[] ClosedStatuses { get; init; } = [];

    /// <summary>The zone in which a day begins and ends.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The hour of the zone at which a day without a time is set in HubSpot, 0 to 23.</summary>
    public int DueHour { get; init; } = DefaultDueHour;

    /// <summary>Who is who; null when owners do not travel (R33).</summary>
    public OwnerDirectory? Owners { get; init; }

    /// <summary>The hour unless the settings name another: when a working day begins.</summary>
    public const int DefaultDueHour = 8;

    /// <summary>Finds a field in any case; null when the org has none of that name, or nothing is known of it.</summary>
    public SalesforceField? Field(string name) => Fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a property in any case; null when the portal has none of that name, or nothing is known of it.</summary>
    public HubSpotProperty? Property(string name) => Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
