using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Records;

/// <summary>The fields that the server fills: stamps, and what follows from other fields.</summary>
/// <remarks>[ObjRef-Task], Object Reference v67, read 2026-11-21.</remarks>
internal static class ServerFields
{
    /// <summary>Stamps a record as made by someone at a time.</summary>
    public static void StampCreated(Row row, string userId, DateTimeOffset now)
    {
        row["CreatedDate"] ??= now;
        row["CreatedById"] ??= userId;
        row["LastModifiedDate"] ??= now;
        row["LastModifiedById"] ??= userId;
        row["SystemModstamp"] = now;
    }

    /// <summary>Stamps a record as changed by someone at a time.</summary>
    public static void StampModified(Row row, string userId, DateTimeOffset now)
    {
        row["LastModifiedDate"] = now;
        row["LastModifiedById"] = userId;
        row["SystemModstamp"] = now;
    }

    /// <summary>Fills what is missing in a record that has always been there.</summary>
    public static void Complete(Row row, RecordStore store)
    {
        object created = row["CreatedDate"] ?? row["LastModifiedDate"] ?? row["SystemModstamp"] ?? OrgFoundation.Day;
        row["CreatedDate"] = created;
        row["LastModifiedDate"] ??= row["SystemModstamp"] ?? created;
        row["SystemModstamp"] ??= row["LastModifiedDate"] ?? created;
        row["OwnerId"] ??= OrgFoundation.IntegrationUserId;
        // Whoever owns a record made it: records of people must not look like the integration's own.
        row["CreatedById"] ??= row["OwnerId"] ?? OrgFoundation.IntegrationUserId;
        row["LastModifiedById"] ??= row["CreatedById"];
        switch (row.Type.Name)
        {
            case "User":
                row["UserType"] ??= "Standard";
                row["Name"] ??= $"{row["FirstName"]} {row["LastName"]}".Trim();
                break;
            case "Task":
                CompleteTask(row, store);
                break;
            case "Event":
                CompleteEvent(row, store);
                break;
        }

        foreach (Field field in row.Type.Fields.Where(field => field.Default is not null))
        {
            row[field] ??= field.Default;
        }
    }

    /// <summary>Works out what follows from the other fields of a task or event.</summary>
    /// <param name="row">The record as it will be.</param>
    /// <param name="before">The record as it was; null for a new one.</param>
    /// <param name="store">Where the records are that it belongs to.</param>
    /// <param name="now">When a task that gets closed was completed.</param>
    public static void Derive(Row row, Row? before, RecordStore store, DateTimeOffset now)
    {
        if (row.Type.Name is "Task" or "Event")
        {
            row["AccountId"] = AccountOf(row, store);
        }

        if (row.Type.Name == "Task")
        {
            row["IsHighPriority"] = Means(store["TaskPriority"], row["Priority"], "IsHighPriority");
            bool closed = Means(store["TaskStatus"], row["Status"], "IsClosed");
            row["IsClosed"] = closed;
            row["CompletedDateTime"] = !closed ? null : Equals(before?["Status"], row["Status"]) ? row["CompletedDateTime"] ?? now : now;
        }
        else if (row.Type.Name == "Event")
        {
            EventTimes.Derive(row, before);
        }
    }

    private static void CompleteTask(Row row, RecordStore store)
    {
        row["Status"] ??= row.Type["Status"].Default;
        row["Priority"] ??= row.Type["Priority"].Default;
        row["AccountId"] ??= AccountOf(row, store);
        row["IsClosed"] ??= Means(store["TaskStatus"], row["Status"], "IsClosed");
        row["IsHighPriority"] ??= Means(store["TaskPriority"], row["Priority"], "IsHighPriority");
        row["CompletedDateTime"] ??= row["IsClosed"] is true ? row["LastModifiedDate"] : null;
    }

    private static void CompleteEvent(Row row, RecordStore store)
    {
        row["AccountId"] ??= AccountOf(row, store);
        if (row["EndDateTime"] is null || row["DurationInMinutes"] is null)
        {
            EventTimes.Derive(row, null);
        }

        if (row["StartDateTime"] is DateTimeOffset start)
        {
            row["ActivityDateTime"] ??= row["IsAllDayEvent"] is true ? null : start;
            row["ActivityDate"] ??= DateOnly.FromDateTime(start.UtcDateTime);
            row["EndDate"] ??= DateOnly.FromDateTime(((DateTimeOffset)row["EndDateTime"]!).UtcDateTime);
        }
    }

    // From the thing the activity is about, else from its contact.
    private static object? AccountOf(Row activity, RecordStore store)
        => AccountOf(store.Find(activity["WhatId"])) ?? AccountOf(store.Find(activity["WhoId"]));

    private static object? AccountOf(Row? row) => row?.Type.Name switch
    {
        "Account" => row.Id,
        "Opportunity" or "Case" or "Contact" => row["AccountId"],
        _ => null,
    };

    private static bool Means(Table values, object? value, string flag)
        => values.Rows.Any(row => Equals(row["ApiName"], value) && row[flag] is true);
}
