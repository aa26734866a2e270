using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Reports;

/// <summary>The two families of reports, which are never mixed (R38).</summary>
public static class ReportFamily
{
    /// <summary>Activities with contacts; the history of a converted lead is among them.</summary>
    public const string Contacts = "contacts";

    /// <summary>Activities with leads that are not converted.</summary>
    public const string Leads = "leads";

    /// <summary>The family of a lead's or contact's id.</summary>
    internal static string Of(string personId) => personId.StartsWith(PersonReader.LeadPrefix, StringComparison.Ordinal) ? Leads : Contacts;
}
