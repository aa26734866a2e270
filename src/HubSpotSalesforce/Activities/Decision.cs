namespace HubSpotSalesforce.Activities;

/// <summary>What a plan says about one activity: a <see cref="Change"/> or a <see cref="Skip"/>.</summary>
public abstract record Decision
{
    /// <summary>The activity it is about.</summary>
    public required Activity Activity { get; init; }

    /// <summary>The contact on whose record it is or would be written; null when none was chosen.</summary>
    public ContactLink? Contact { get; init; }

    /// <summary>Why, as a sentence a person can read.</summary>
    public required string Reason { get; init; }

    /// <summary>The subject of its task; empty when no task was planned.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The fields that both sides changed to different values, each once; empty as a rule (R52).</summary>
    public FieldConflict[] Conflicts { get; init; } = [];

    /// <summary>What is to be done: <c>create</c>, <c>update</c>, <c>delete</c> or <c>skip</c>.</summary>
    public abstract string Action { get; }

    /// <summary>Why, as a code a script can compare with.</summary>
    public abstract string Code { get; }
}
