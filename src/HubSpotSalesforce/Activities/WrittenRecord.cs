namespace HubSpotSalesforce.Activities;

/// <summary>A record that carries one of our keys.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsDeleted">Whether it lies in the recycle bin.</param>
public sealed record WrittenRecord(string Id, bool IsDeleted);
