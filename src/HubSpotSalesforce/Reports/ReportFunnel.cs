namespace HubSpotSalesforce.Reports;

/// <summary>How many people a campaign reached, and how far they went. Each person counts once in each step.</summary>
/// <param name="Name">The email's name; of a one-to-one email its subject.</param>
/// <param name="IsSalesEmail">Whether it is a one-to-one email.</param>
/// <param name="Sent">To how many it was sent; 0 where no sending is in the report.</param>
/// <param name="Opened">How many opened it.</param>
/// <param name="Clicked">How many clicked a link in it.</param>
/// <param name="Replied">How many answered.</param>
public sealed record ReportFunnel(string Name, bool IsSalesEmail, int Sent, int Opened, int Clicked, int Replied);
