namespace HubSpotSalesforce.State;

/// <summary>A job of many rows that was opened on the other side and whose results were not taken yet.</summary>
/// <param name="Id">The other side's id of it.</param>
/// <param name="RunId">The run that opened it.</param>
/// <param name="OpenedAt">When, in UTC.</param>
/// <param name="Rows">How many rows it was opened for.</param>
public sealed record JobRecord(string Id, string RunId, DateTimeOffset OpenedAt, int Rows);
