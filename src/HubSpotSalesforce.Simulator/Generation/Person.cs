namespace HubSpotSalesforce.Simulator.Generation;

/// <summary>A contact of a generated portal, as the activities need it.</summary>
internal sealed record Person(string Id, string? Email, string FirstName, string LastName, DateTimeOffset CreatedAt);
