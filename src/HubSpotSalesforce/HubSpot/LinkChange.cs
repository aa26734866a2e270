namespace HubSpotSalesforce.HubSpot;

/// <summary>An association of an activity that is to be made or ended (R57).</summary>
/// <param name="Type">The type of the activity, such as <c>calls</c>.</param>
/// <param name="Id">The activity's id.</param>
/// <param name="Beside">The other record, as <c>type/id</c>.</param>
/// <param name="IsAdded">Whether it is made; if not, it is ended.</param>
public sealed record LinkChange(string Type, string Id, string Beside, bool IsAdded);
