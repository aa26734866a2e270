namespace HubSpotSalesforce.Mapping;

/// <summary>How a value of one side becomes one of the other.</summary>
public enum FieldConversion
{
    /// <summary>A line of text.</summary>
    Line,

    /// <summary>Text of several lines.</summary>
    Text,

    /// <summary>Text of several lines in Salesforce, HTML in HubSpot.</summary>
    Html,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Seconds in Salesforce, milliseconds in HubSpot.</summary>
    Seconds,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A day in Salesforce, an instant in HubSpot.</summary>
    Day,

    /// <summary>A day on both sides.</summary>
    Date,

    /// <summary>An instant in Salesforce, a day in HubSpot.</summary>
    DayOfInstant,

    /// <summary>An instant on both sides; of an all-day event a day.</summary>
    Instant,

    /// <summary>One value of a picklist.</summary>
    Choice,

    /// <summary>The status of a task, of which each org has one that closes it.</summary>
    Status,

    /// <summary>Several values of a picklist.</summary>
    Choices,

    /// <summary>The owner, a user in Salesforce.</summary>
    Owner,
}
