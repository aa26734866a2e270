namespace HubSpotSalesforce.Salesforce;

/// <summary>One thing an org needs before tasks can be written.</summary>
public sealed record OrgStep
{
    /// <summary>What it is about, such as <c>Activity.HubSpot_Activity_Id__c</c>.</summary>
    public required string Target { get; init; }

    /// <summary>What is to be done, as a sentence, also what to tell an administrator when this user may not; of a step that is <c>done</c>, what was done.</summary>
    public required string Action { get; init; }

    /// <summary><c>needed</c>, <c>done</c>, <c>present</c> or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What was done, once it is.</summary>
    internal string Done { get; init; } = "";

    /// <summary>Why it was refused; null otherwise.</summary>
    public string? Detail { get; init; }
}
