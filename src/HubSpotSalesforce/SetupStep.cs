namespace HubSpotSalesforce;

/// <summary>One thing that an org or a portal needs before activities can be written to it.</summary>
public sealed record SetupStep
{
    /// <summary>What it is about, such as <c>Activity.HubSpot_Activity_Id__c</c> or <c>calls.salesforce_activity_id</c>.</summary>
    public required string Target { get; init; }

    /// <summary>What is to be done, as a sentence, also what to tell an administrator when these credentials may not; of a step that is <c>done</c>, what was done.</summary>
    public required string Action { get; init; }

    /// <summary><c>needed</c>, <c>done</c>, <c>present</c> or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it was refused; null otherwise.</summary>
    public string? Detail { get; init; }

    /// <summary>What was done, once it is.</summary>
    internal string Done { get; init; } = "";

    /// <summary>Whether it is to be carried out.</summary>
    internal bool IsNeeded => Status == "needed";

    internal SetupStep Taken() => this with { Status = "done", Action = Done };

    internal SetupStep Refused(string why) => this with { Status = "refused", Detail = why };

    internal static SetupStep Of(string target, string needed, string done, bool isPresent) => new()
    {
        Target = target,
        Action = isPresent ? "Nothing to do." : needed,
        Done = done,
        Status = isPresent ? "present" : "needed",
    };
}
