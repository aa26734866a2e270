namespace HubSpotSalesforce.Reports;

/// <summary>What one person did, and what was done to reach them.</summary>
public sealed record ReportPerson
{
    /// <summary>The lead's or contact's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The address; null when there is none.</summary>
    public string? Email { get; init; }

    /// <summary>The account's name, of a lead the company; null when there is none.</summary>
    public string? Company { get; init; }

    /// <summary>The person's page in Salesforce.</summary>
    public string? Url { get; init; }

    /// <summary>Emails sent to the person, and calls made.</summary>
    public required int Reached { get; init; }

    /// <summary>Emails opened, each time.</summary>
    public required int Opened { get; init; }

    /// <summary>Links clicked and documents viewed, each time.</summary>
    public required int Clicked { get; init; }

    /// <summary>Emails answered, forms submitted and meetings scheduled.</summary>
    public required int Responded { get; init; }

    /// <summary>All the person did: opened, clicked and responded.</summary>
    public int Engaged => Opened + Clicked + Responded;

    /// <summary>The last day on which the person did something; null for never.</summary>
    public DateOnly? Last { get; init; }
}
