namespace HubSpotSalesforce.Activities;

/// <summary>A write that is planned and not yet done.</summary>
public sealed record Change : Decision
{
    /// <summary>A write that makes a record.</summary>
    public const string Create = "create";

    /// <summary>A write that changes a record.</summary>
    public const string Update = "update";

    /// <summary>A write that deletes a record.</summary>
    public const string Delete = "delete";

    private readonly string _action = Create;

    /// <inheritdoc/>
    public override string Action => _action;

    /// <inheritdoc/>
    public override string Code => _action switch
    {
        Create => "New",
        Delete => Target is "Task" or "Event" ? "DeletedInHubSpot" : "DeletedInSalesforce",
        _ => "Edited",
    };

    /// <summary>Sets what is to be done; <c>create</c> unless set.</summary>
    public required string Does { init => _action = value; }

    /// <summary>The type of record that is written: <c>Task</c> or <c>Event</c>, or a HubSpot object type such as <c>calls</c>.</summary>
    public string Target { get; init; } = "Task";

    /// <summary>The fields or properties to write, by API name, in the order they are sent; null clears one.</summary>
    public required IReadOnlyDictionary<string, string?> Fields { get; init; }

    /// <summary>What both sides should hold after the write, by Salesforce field, in canonical form: what a later read is compared with (O6).</summary>
    public required IReadOnlyDictionary<string, string?> Base { get; init; }

    /// <summary>Fields that are only written while Salesforce still holds this value, by API name (O18): a person's choice stays.</summary>
    public IReadOnlyDictionary<string, string?> Expects { get; init; } = new Dictionary<string, string?>();

    /// <summary>A hash of all that was read of the activity.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The id of the record that is written; null for a create.</summary>
    public string? TargetId { get; init; }

    /// <summary>The pair it keeps in step; null for a create.</summary>
    public Pair? Pair { get; init; }

    /// <summary>The records a HubSpot activity is associated with when it is made, or newly when it is updated, as <c>type/id</c>; empty for a Salesforce target.</summary>
    public string[] Beside { get; init; } = [];

    /// <summary>The records a HubSpot activity is no longer associated with, as <c>type/id</c> (R57); empty as a rule.</summary>
    public string[] Apart { get; init; } = [];

    /// <summary>The id of its intent in the journal, set when it is about to be sent; null before.</summary>
    public string? IntentId { get; init; }

    /// <summary>Whether the task is closed when it is made: such a write locks no parent record.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The HubSpot contacts that sync and got no task because another was chosen (R28), highest id first.</summary>
    public string[] LeftOut { get; init; } = [];

    /// <summary>What was cut or replaced to make it fit, each as a sentence.</summary>
    public string[] Notes { get; init; } = [];
}
