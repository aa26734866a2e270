namespace HubSpotSalesforce.Simulator.NativeConnector;

/// <summary>What one round of the native connector wrote.</summary>
/// <param name="TasksCreated">Salesforce tasks made of HubSpot activities.</param>
/// <param name="TasksUpdated">Salesforce tasks changed after their HubSpot activity.</param>
/// <param name="ActivitiesCreated">HubSpot tasks and calls made of Salesforce tasks.</param>
/// <param name="ActivitiesUpdated">HubSpot activities changed after their Salesforce task.</param>
/// <param name="Refused">Writes that the other side refused; they are tried again when the record changes.</param>
public sealed record ConnectorRound(int TasksCreated, int TasksUpdated, int ActivitiesCreated, int ActivitiesUpdated, int Refused);
