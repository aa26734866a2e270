namespace HubSpotSalesforce.Activities;

/// <summary>The API names of the Salesforce fields this product writes.</summary>
public static class TaskField
{
    /// <summary>The activity's key: Text(64), external id, unique, case-sensitive.</summary>
    public const string Key = "HubSpot_Activity_Id__c";

    /// <summary>When the activity happened, as a datetime.</summary>
    public const string OccurredAt = "HubSpot_Occurred_At__c";

    /// <summary>The activity's kind, so that reports can include or leave out what came from HubSpot.</summary>
    public const string Kind = "HubSpot_Activity_Kind__c";

    /// <summary>What the task is about, at most 255 characters.</summary>
    public const string Subject = "Subject";

    /// <summary>The comments, at most 32,000 characters.</summary>
    public const string Description = "Description";

    /// <summary>The status; a closed one completes the task.</summary>
    public const string Status = "Status";

    /// <summary>The priority; the org fills its default.</summary>
    public const string Priority = "Priority";

    /// <summary>The due date, a day without a time.</summary>
    public const string ActivityDate = "ActivityDate";

    /// <summary>The task type chosen for the kind.</summary>
    public const string Type = "Type";

    /// <summary>The one lead or contact.</summary>
    public const string WhoId = "WhoId";

    /// <summary>What it is about; empty as long as it is on a lead.</summary>
    public const string WhatId = "WhatId";

    /// <summary>Assigned To.</summary>
    public const string OwnerId = "OwnerId";

    /// <summary>Task, Email or Call; taken on create only.</summary>
    public const string TaskSubtype = "TaskSubtype";
}
