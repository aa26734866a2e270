namespace HubSpotSalesforce.Tests.Runs;

/// <summary>What the rules say of a task; of its subject the beginning.</summary>
internal sealed record ExpectedTask(string Key, string? WhoId, string? OwnerId, string? Status, string? Day, string Subject);
