namespace HubSpotSalesforce.Activities;

/// <summary>One thing that happened: the one word for all fourteen kinds of HubSpot, and for the tasks and events of Salesforce.</summary>
public sealed record Activity
{
    /// <summary>The key under which it stands on the other side, at most 64 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The settings key of its kind, such as <c>callMade</c>, or of its family, such as <c>calls</c>, when it is a record of Salesforce.</summary>
    public required string Kind { get; init; }

    /// <summary>Its id where it was read, unique within its source.</summary>
    public required string SourceId { get; init; }

    /// <summary>When it happened, in UTC; windows are judged by it (D7).</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Whether nothing says when it happened, so that no window can judge it; <see cref="OccurredAt"/> then is a guess (O11).</summary>
    public bool IsUndated { get; init; }

    /// <summary>When HubSpot last changed it, in UTC; null for what never changes.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>A meeting's start or a task's due time, in UTC; null for a task without one and for all other kinds.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>Its title as HubSpot has it; null when it has none.</summary>
    public string? Title { get; init; }

    /// <summary>Its text as HubSpot has it; null when it has none.</summary>
    public string? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is HTML and not plain text.</summary>
    public bool IsHtml { get; init; }

    /// <summary>The email address of its HubSpot owner; null when it has none or the owner is unknown.</summary>
    public string? Owner { get; init; }

    /// <summary>The HubSpot owner's id; null when it has none.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The address of the person, for kinds that know a person only by address; else null.</summary>
    public string? Email { get; init; }

    /// <summary>The HubSpot contacts it is associated with, in no particular order, each once; empty when known by address only.</summary>
    public string[] ContactIds { get; init; } = [];

    /// <summary>Its lead or contact in Salesforce (WhoId), 18 characters; null when it has none or is no record of Salesforce.</summary>
    public string? WhoId { get; init; }

    /// <summary>What it is about in Salesforce (WhatId), 18 characters; null when that is nothing or it is no record of Salesforce.</summary>
    public string? WhatId { get; init; }

    /// <summary>Whether it is known to be deleted where it was read.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Where HubSpot says it came from, such as <c>CRM_UI</c> or <c>SALESFORCE</c>; null when it does not say.</summary>
    public string? Origin { get; init; }

    /// <summary>The key of the Salesforce record it was made of, as our property in HubSpot tells it; null for what was born in HubSpot.</summary>
    public string? Counterpart { get; init; }

    /// <summary>Whether HubSpot's own filters (bots, internal addresses) leave it out of reports (D8).</summary>
    public bool IsFiltered { get; init; }

    /// <summary>The key of the later event that restates this one; null when none does (D8).</summary>
    public string? ObsoletedBy { get; init; }

    /// <summary>Whether it is an event of a one-to-one email that stands in the marketing log (O20).</summary>
    public bool IsSalesEmail { get; init; }

    /// <summary>Its page in HubSpot; null when it has none of its own.</summary>
    public string? Url { get; init; }

    /// <summary>All that was read of a record of Salesforce, by API name, dates and numbers as the API writes them. Of the kinds of HubSpot: what templates can name, by placeholder: <c>form</c>, <c>email</c>, <c>url</c>, <c>direction</c> and the like. A value HubSpot has not is null.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();
}
