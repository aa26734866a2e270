using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Linking;

/// <summary>Who a lead or contact of Salesforce is in HubSpot.</summary>
/// <param name="Contact">The contact; null when there is none.</param>
/// <param name="ConvertedAt">The instants at which a lead may have become it (O24), in UTC, in no particular order; empty when it never was one.</param>
internal sealed record WhoLink(ContactLink? Contact, DateTimeOffset[] ConvertedAt);
