namespace HubSpotSalesforce.Planning;

/// <summary>Whose value stays where both sides changed a field to different values (R52).</summary>
public enum ConflictRule
{
    /// <summary>That of Salesforce.</summary>
    Salesforce,

    /// <summary>That of HubSpot.</summary>
    HubSpot,

    /// <summary>That of the record changed last; Salesforce's when both were changed in the same instant.</summary>
    Newest,

    /// <summary>Both stay until a person takes one.</summary>
    Manual,
}
