namespace HubSpotSalesforce.Planning;

/// <summary>What becomes of one field that both sides hold.</summary>
public enum FieldVerdict
{
    /// <summary>Nothing: it has not changed, or its change does not travel.</summary>
    Nothing,

    /// <summary>Both sides say the same by now: only the base moves.</summary>
    Rebase,

    /// <summary>Salesforce's value goes to HubSpot.</summary>
    ToHubSpot,

    /// <summary>HubSpot's value goes to Salesforce.</summary>
    ToSalesforce,

    /// <summary>Both changed it, and a person has to choose.</summary>
    Wait,
}
