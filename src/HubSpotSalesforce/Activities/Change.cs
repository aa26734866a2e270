namespace HubSpotSalesforce.Activities;

/// <summary>A write that is planned and not yet done.</summary>
public sealed record Change : Decision
{
    /// <summary>A write that makes a task.</summary>
    public const string Create = "create";

    /// <summary>A write that changes a task.</summary>
    public const string Update = "update";

    /// <summary>A write that deletes a task.</summary>
    public const string Delete = "delete";

    private readonly string _action = Create;

    /// <inheritdoc/>
    public override string Action => _action;

    /// <inheritdoc/>
    public override string Code => _action switch
    {
        Create => "New",
        Delete => "DeletedInHubSpot",
        _ => "Edited",
    };

    /// <summary>Sets what is to be done; <c>create</c> unless set.</summary>
    public required string Does { init => _action = value; }

    /// <summary>The Salesforce fields to write, by API name, in the order they are sent; null clears a field.</summary>
    public required IReadOnlyDictionary<string, string?> Fields { get; init; }

    /// <summary>What the task should hold after the write: what a later read is compared with (O6).</summary>
    public required IReadOnlyDictionary<string, string?> Base { get; init; }

    /// <summary>Fields that are only written while Salesforce still holds this value, by API name (O18): a person's choice stays.</summary>
    public IReadOnlyDictionary<string, string?> Expects { get; init; } = new Dictionary<string, string?>();

    /// <summary>A hash of all that was read of the activity.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The task's id in Salesforce; null for a create.</summary>
    public string? SalesforceId { get; init; }

    /// <summary>Whether the task is closed when it is made: such a write locks no parent record.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The HubSpot contacts that sync and got no task because another was chosen (R28), highest id first.</summary>
    public string[] LeftOut { get; init; } = [];

    /// <summary>What was cut or replaced to make it fit, each as a sentence.</summary>
    public string[] Notes { get; init; } = [];
}
