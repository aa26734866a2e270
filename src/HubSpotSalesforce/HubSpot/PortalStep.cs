namespace HubSpotSalesforce.HubSpot;

/// <summary>One thing a portal needs before activities of Salesforce can be written to it.</summary>
public sealed record PortalStep
{
    /// <summary>What it is about, such as <c>calls.salesforce_activity_id</c>.</summary>
    public required string Target { get; init; }

    /// <summary>What is to be done, as a sentence, also what to tell an administrator when this token may not; of a step that is <c>done</c>, what was done.</summary>
    public required string Action { get; init; }

    /// <summary><c>needed</c>, <c>done</c>, <c>present</c> or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What was done, once it is.</summary>
    internal string Done { get; init; } = "";

    /// <summary>Why it was refused; null otherwise.</summary>
    public string? Detail { get; init; }
}
