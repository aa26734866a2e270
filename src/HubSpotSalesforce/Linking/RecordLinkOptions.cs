namespace HubSpotSalesforce.Linking;

/// <summary>How the records of Salesforce are found in HubSpot.</summary>
/// <remarks>The names are those of HubSpot's own integration. A property that the portal does not have links nothing.</remarks>
public sealed record RecordLinkOptions
{
    /// <summary>The ways in which people are found (<see cref="LinkWay"/>), in the order in which they are tried; never empty.</summary>
    public string[] Ways { get; init; } = [LinkWay.Property, LinkWay.Email];

    /// <summary>The property of companies that holds the id of the account; null to leave accounts unlinked.</summary>
    public string? AccountProperty { get; init; } = "salesforceaccountid";

    /// <summary>The property of deals that holds the id of the opportunity; null to leave opportunities unlinked.</summary>
    public string? OpportunityProperty { get; init; } = "hs_salesforceopportunityid";

    /// <summary>The property of tickets that holds the id of the case; null, unless set, to leave cases unlinked: no name for it is documented.</summary>
    public string? CaseProperty { get; init; }

    /// <summary>What records are about: the first characters of the id in Salesforce, the type in HubSpot, and the property there that holds the id.</summary>
    internal (string Prefix, string Type, string? Property)[] Kinds => [("001", "companies", AccountProperty), ("006", "deals", OpportunityProperty), ("500", "tickets", CaseProperty)];

    /// <summary>The scopes that finding what records are about needs of a HubSpot token.</summary>
    /// <param name="verb"><c>read</c>, or <c>write</c> to change what activities hang on ("Associations", read 2026-11-21: the scopes of both sides).</param>
    public IEnumerable<string> Scopes(string verb) => Kinds.Where(kind => kind.Property is not null).Select(kind => $"crm.objects.{kind.Type}.{verb}");

    /// <summary>The types of HubSpot records that are linked.</summary>
    public string[] Types => ["contacts", .. Kinds.Where(kind => kind.Property is not null).Select(kind => kind.Type)];
}
