using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>Emails as records with a task of their own, as Enhanced Email keeps them.</summary>
/// <remarks>
/// [ObjRef-EmailMessage] v67 and [Help-Audit], read 2026-11-21. The codes of the refusals are not documented. To whom a message
/// went is told by its addresses alone: lists of ids (ToIds and the like) are not simulated.
/// </remarks>
internal sealed class EnhancedEmail(RecordStore store)
{
    private const string Sent = "3";
    private const string Draft = "5";

    private static readonly HashSet<string> AlwaysUpdateable = ["IsExternallyVisible"];

    /// <summary>Whether a message gets a task; true unless set.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Whether a change of a message deletes its task and makes another one; false unless set.</summary>
    public bool ReplacesTask { get; set; }

    /// <summary>Holds the rules against a message as it would be saved.</summary>
    /// <exception cref="RowRefusal">A rule is broken.</exception>
    public void Check(Row row, Row? before, IReadOnlyCollection<Field> given)
    {
        bool ofCase = row["ParentId"] is not null;
        if (IsOn && !ofCase && given.Any(field => field.Name == "ActivityId"))
        {
            throw new RowRefusal("FIELD_INTEGRITY_EXCEPTION", "ActivityId can be set for email messages of cases only", "ActivityId");
        }

        if (IsOn && !ofCase && before is null && row["Status"] is not Sent)
        {
            throw new RowRefusal("FIELD_INTEGRITY_EXCEPTION", "Status must be 3 for an email message without a case", "Status");
        }

        Field? frozen = before is null || before["Status"] is Draft ? null : given.FirstOrDefault(field => !IsUpdateable(field, before));
        if (frozen is not null)
        {
            throw new RowRefusal("INVALID_FIELD_FOR_INSERT_UPDATE", $"Unable to create/update fields: {frozen.Name}. The email message is no draft.", frozen.Name);
        }
    }

    /// <summary>Gives a new message its task, and a changed one another task where the org does so.</summary>
    public void Follow(Row message, string userId, bool isNew)
    {
        if (!IsOn || message["ParentId"] is not null)
        {
            return;
        }

        if (isNew && message["ActivityId"] is null)
        {
            Link(message, MakeTask(message, userId));
        }
        else if (!isNew && ReplacesTask && store.Find(message["ActivityId"]) is { IsDeleted: false } former)
        {
            Row gone = former.Copy();
            gone["IsDeleted"] = true;
            ServerFields.StampModified(gone, userId, store.Now);
            store.Replace(former, gone);
            Row task = MakeTask(message, userId, former);
            Link(message, task);
        }
    }

    private static bool IsUpdateable(Field field, Row before)
        => field.Custom || AlwaysUpdateable.Contains(field.Name) || (field.Name == "RelatedToId" && before["IsClientManaged"] is true);

    // Stamped with the time of the insert, however old the message is.
    private Row MakeTask(Row message, string userId, Row? former = null)
    {
        ObjectType type = store.Catalogue["Task"];
        Row task = new(type, store[type].NextId());
        task["Subject"] = $"Email: {message["Subject"]}";
        task["Description"] = message["TextBody"];
        task["TaskSubtype"] = "Email";
        task["Status"] = "Completed";
        task["Priority"] = type["Priority"].Default;
        task["ActivityDate"] = DateOnly.FromDateTime((message["MessageDate"] as DateTimeOffset? ?? store.Now).UtcDateTime);
        task["WhatId"] = message["RelatedToId"];
        task["WhoId"] = former?["WhoId"];
        task["OwnerId"] = former?["OwnerId"] ?? userId;
        ServerFields.StampCreated(task, userId, store.Now);
        ServerFields.Derive(task, null, store, store.Now);
        store.Add(task);
        return task;
    }

    private void Link(Row message, Row task)
    {
        Row draft = message.Copy();
        draft["ActivityId"] = task.Id;
        store.Replace(message, draft);
    }
}
