namespace HubSpotSalesforce.Reports;

/// <summary>One activity as it stands in Salesforce: a task with its person.</summary>
public sealed record ReportRow
{
    /// <summary>The task's day; null for an open task that has none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The kind's settings key; null for a task that this product did not write.</summary>
    public string? Kind { get; init; }

    /// <summary>The subject; empty when it has none.</summary>
    public required string Subject { get; init; }

    /// <summary>The lead's or contact's name.</summary>
    public required string Person { get; init; }

    /// <summary>The lead's or contact's address; null when it has none.</summary>
    public string? Email { get; init; }

    /// <summary>The account's name; null when it has none.</summary>
    public string? Account { get; init; }

    /// <summary>The name of the user or queue it is assigned to; with the address or the id beside it where several users have that name.</summary>
    public required string Owner { get; init; }

    /// <summary>The status.</summary>
    public required string Status { get; init; }

    /// <summary>Whether the status is one that is not closed.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The task type; null when it has none.</summary>
    public string? TaskType { get; init; }

    /// <summary>When the activity happened, in UTC; null for a task that this product did not write.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>When the task was made, in UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The family: <c>contacts</c> or <c>leads</c>.</summary>
    public required string Who { get; init; }

    /// <summary>The task's id.</summary>
    public required string TaskId { get; init; }

    /// <summary>The id of the person: of a converted lead that of its contact.</summary>
    public required string PersonId { get; init; }

    /// <summary>The account's id; null when it has none.</summary>
    public string? AccountId { get; init; }

    /// <summary>The owner's id.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The activity's key; null for a task that this product did not write.</summary>
    public string? Key { get; init; }

    /// <summary>Whether Salesforce has archived it.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The task's page in Salesforce; null for an id that is none.</summary>
    public string? Url { get; init; }
}
