using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>Creates, updates and deletes records by all rules of the platform and of the org. For one caller at a time.</summary>
/// <remarks>A record is refused before anything of it is written.</remarks>
internal sealed class RecordWriter
{
    private readonly RecordStore _store;
    private readonly WriteLog _log;

    /// <summary>Creates a writer.</summary>
    public RecordWriter(RecordStore store, WriteLog log)
    {
        _store = store;
        _log = log;
        Effects = new SaveEffects(store);
    }

    /// <summary>What the org's administrator demands.</summary>
    public SaveRules Rules { get; } = new();

    /// <summary>What the org does with records that were saved.</summary>
    public SaveEffects Effects { get; }

    /// <summary>The writes of the request that is under way.</summary>
    public WriteUnit Unit => _store.Unit;

    /// <summary>What others hold.</summary>
    public RowLocks Locks { get; } = new();

    /// <summary>Whether the org lets clients set audit fields on create: [Help-Audit], read 2026-11-21.</summary>
    public bool SetsAuditFields { get; set; }

    /// <summary>Creates a record and returns its id.</summary>
    /// <exception cref="RowRefusal">A rule is broken.</exception>
    public string Create(ObjectType type, JsonObject sent, UserView user)
        => Create(type, sent, user, SetsAuditFields);

    /// <summary>Updates a record.</summary>
    /// <exception cref="RowRefusal">A rule is broken, or there is no such record.</exception>
    public void Update(ObjectType type, string id, JsonObject sent, UserView user) => Update(Live(type, id), sent, sent, user);

    /// <summary>Updates the record with this key, or creates it when there is none; returns its id and whether it is new.</summary>
    /// <exception cref="RowRefusal">A rule is broken, or several records have the key.</exception>
    public (string Id, bool Created) Upsert(ObjectType type, Field key, string value, JsonObject sent, UserView user)
    {
        JsonObject whole = sent.DeepClone().AsObject();
        whole[key.Name] = value;
        Row[] matches = [.. Matches(type, key, value)];
        if (matches.Length > 1)
        {
            throw new RowRefusal("DUPLICATE_EXTERNAL_ID", $"{key.Name}: more than one record found for external id field: [{string.Join(", ", matches.Select(row => row.Id))}]", key.Name);
        }

        if (matches.Length == 1)
        {
            Update(matches[0], sent, whole, user);
            return (matches[0].Id, false);
        }

        // Audit fields are never taken by an upsert: [Help-Audit], read 2026-11-21.
        return (Create(type, whole, user, setsAudit: false), true);
    }

    /// <summary>The live records of a type with a key.</summary>
    public IEnumerable<Row> Matches(ObjectType type, Field key, string value)
        => _store[type].IndexOf(key)![value].Where(row => row.Type == type && !row.IsDeleted);

    /// <summary>Puts a record into the recycle bin.</summary>
    /// <exception cref="RowRefusal">There is no such record.</exception>
    public void Delete(ObjectType type, string id, UserView user)
    {
        Row row = Live(type, id);
        RefuseReadOnly(type);
        Locks.Check(row, row);
        if (type.TryGet("IsDeleted", out Field? isDeleted))
        {
            Row draft = row.Copy();
            draft[isDeleted] = true;
            ServerFields.StampModified(draft, user.UserId, _store.Now);
            _store.Replace(row, draft);
        }
        else    // permissions know no recycle bin
        {
            _store.Remove(row);
        }

        Log("delete", row, null);
    }

    /// <summary>The record of this id and type that is not deleted.</summary>
    /// <exception cref="RowRefusal">There is none.</exception>
    public Row Live(ObjectType type, string id)
    {
        if (RecordId.Normalise(id) is not { } full || !full.StartsWith(type.Prefix, StringComparison.Ordinal))
        {
            throw new RowRefusal("MALFORMED_ID", $"malformed id {id}");
        }

        Row? row = _store[type].Find(full);
        return row switch
        {
            null => throw new RowRefusal("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id") { Status = 404 },
            { IsDeleted: true } => throw new RowRefusal("ENTITY_IS_DELETED", "entity is deleted") { Status = 404 },
            _ => row,
        };
    }

    private string Create(ObjectType type, JsonObject sent, UserView user, bool setsAudit)
    {
        RefuseReadOnly(type);
        Row draft = new(type, _store[type].NextId());
        List<Field> given = Take(draft, sent, user, creating: true, setsAudit);
        foreach (Field field in type.Fields.Where(field => field.Default is not null && !given.Contains(field)))
        {
            draft[field] = field.Default;
        }

        if (type.TryGet("OwnerId", out Field? owner) && !given.Contains(owner))
        {
            draft[owner] = user.UserId;
        }

        // [Help-Audit], read 2026-11-21: of a task with a person or a thing the LastModified values are ignored.
        if (draft["WhoId"] is not null || draft["WhatId"] is not null)
        {
            draft["LastModifiedDate"] = null;
            draft["LastModifiedById"] = null;
        }

        ServerFields.StampCreated(draft, user.UserId, _store.Now);
        Check(draft, null, given);
        _store.Add(draft);
        Log("create", draft, sent);
        Effects.Follow(draft, user.UserId, isNew: true);
        return draft.Id;
    }

    private void Update(Row row, JsonObject sent, JsonObject logged, UserView user)
    {
        RefuseReadOnly(row.Type);
        if (row["IsConverted"] is true)
        {
            throw new RowRefusal("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
        }

        Row draft = row.Copy();
        List<Field> given = Take(draft, sent, user, creating: false, setsAudit: false);
        ServerFields.StampModified(draft, user.UserId, _store.Now);
        Check(draft, row, given);
        _store.Replace(row, draft);
        Log("update", row, logged);
        Effects.Follow(row, user.UserId, isNew: false);
    }

    private List<Field> Take(Row draft, JsonObject sent, UserView user, bool creating, bool setsAudit)
    {
        List<Field> given = [];
        foreach ((string name, JsonNode? node) in sent)
        {
            if (name == "attributes" || string.Equals(name, "Id", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            Field field = FieldChecks.Named(draft.Type, name, user);
            FieldChecks.Writable(draft.Type, field, user, creating, setsAudit);
            draft[field] = FieldChecks.Value(field, node, _store.Catalogue);
            given.Add(field);
        }

        return given;
    }

    private void Check(Row draft, Row? before, List<Field> given)
    {
        string[] missing = [.. draft.Type.Fields
            .Where(field => !field.Nillable && field.Createable && draft[field] is null)
            .Select(field => field.Name)];
        if (missing.Length > 0)
        {
            throw FieldChecks.Missing(missing);
        }

        foreach (Field field in given.Where(field => field.Type == FieldType.Reference && draft[field] is not null))
        {
            CheckReference(draft, field);
        }

        if (draft.Type.Name is "Task" or "Event")
        {
            ActivityRules.Check(draft, before, given, _store);
        }
        else if (draft.Type.Name == "EmailMessage")
        {
            Effects.Email.Check(draft, before, given);
        }

        SetupRules.Check(draft, _store);
        ServerFields.Derive(draft, before, _store, _store.Now);
        Locks.Check(draft, before);
        Rules.Check(draft, _store.Now);
        foreach (Field field in draft.Type.Fields.Where(field => field.Unique && draft[field] is not null))
        {
            CheckUnique(draft, field);
        }
    }

    private void CheckReference(Row draft, Field field)
    {
        Row? target = _store.Find(draft[field]);
        if (target is null or { IsDeleted: true })
        {
            throw new RowRefusal("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.Name);
        }

        // [SOAP-Types], read 2026-11-21.
        if (field.Name == "OwnerId" && target["IsActive"] is not true)
        {
            throw new RowRefusal(
                "INACTIVE_OWNER_OR_USER",
                $"operation performed with inactive user [{target.Id}] as owner of {draft.Type.Name.ToLowerInvariant()}");
        }
    }

    // A deleted record has let its value go.
    private void CheckUnique(Row draft, Field field)
    {
        Row? other = _store[draft.Type].IndexOf(field)![(string)draft[field]!].FirstOrDefault(row => row.Id != draft.Id && !row.IsDeleted);
        if (other is not null)
        {
            throw new RowRefusal(
                "DUPLICATE_VALUE", $"duplicate value found: {field.Name} duplicates value on record with id: {other.Id[..15]}", field.Name);
        }
    }

    private static void RefuseReadOnly(ObjectType type)
    {
        if (!type.Writable)
        {
            throw new RowRefusal("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type {type.Name} does not support create, update or delete");
        }
    }

    private void Log(string action, Row row, JsonObject? sent)
    {
        JsonObject? fields = sent is null ? null : new JsonObject(sent
            .Where(field => field.Key != "attributes" && !field.Key.Equals("Id", StringComparison.OrdinalIgnoreCase))
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        DateTimeOffset now = _store.Now;
        _store.Unit.Will(() => _log.Add("salesforce", action, row.Type.Name, row.Id, fields, now));
    }
}
