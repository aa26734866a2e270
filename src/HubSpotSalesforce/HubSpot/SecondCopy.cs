namespace HubSpotSalesforce.HubSpot;

/// <summary>An activity that stands in HubSpot more than once under one key (O14).</summary>
/// <param name="Key">The key.</param>
/// <param name="Type">The type of the records, such as <c>calls</c>.</param>
/// <param name="KeptId">The id of the oldest, which stays.</param>
/// <param name="Younger">The ids of the others, oldest first; never empty.</param>
public sealed record SecondCopy(string Key, string Type, string KeptId, string[] Younger);
