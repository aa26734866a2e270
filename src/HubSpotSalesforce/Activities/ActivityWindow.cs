namespace HubSpotSalesforce.Activities;

/// <summary>How far before a contact's first sync an activity may lie (R17-R24).</summary>
public enum ActivityWindow
{
    /// <summary>Only from the contact's sync on (R17, R24).</summary>
    Forward,

    /// <summary>Thirty times 24 hours before it, and everything after (R19).</summary>
    ThirtyDays,

    /// <summary>One calendar year before it, and everything after (R21).</summary>
    OneYear,
}
