namespace HubSpotSalesforce.Settings;

/// <summary>What may stand under a settings key.</summary>
internal enum SettingKeyType
{
    /// <summary>Named keys, each of its own type.</summary>
    Section,

    /// <summary>Keys that people choose, all of one type.</summary>
    Map,

    /// <summary>A list of sections.</summary>
    List,

    /// <summary>A list of words, all of them or those of a choice.</summary>
    Words,

    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A line of text that may look like a number or a flag.</summary>
    Literal,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number within bounds.</summary>
    Number,

    /// <summary>A moment with its offset from UTC.</summary>
    Instant,

    /// <summary>A length of time: <c>90s</c>, <c>10m</c>, <c>24h</c>, <c>30d</c>.</summary>
    Duration,

    /// <summary>One word of a few.</summary>
    Choice,

    /// <summary>An address on the allow list.</summary>
    Address,

    /// <summary>A reference to a secret.</summary>
    Secret,

    /// <summary>A time zone by its IANA or Windows name, or as an offset.</summary>
    Zone,

    /// <summary>A number of calls or a percentage.</summary>
    Budget,

    /// <summary>A day of the calendar.</summary>
    Day,
}
