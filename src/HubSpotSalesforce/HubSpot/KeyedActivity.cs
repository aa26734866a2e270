using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>An activity in HubSpot that carries the key of what was born in Salesforce.</summary>
/// <param name="Key">The key.</param>
/// <param name="Family">Its family.</param>
/// <param name="Id">Its id, unique among the activities of its family.</param>
/// <param name="IsArchived">Whether it lies in the recycle bin.</param>
public sealed record KeyedActivity(string Key, ActivityFamily Family, string Id, bool IsArchived);
