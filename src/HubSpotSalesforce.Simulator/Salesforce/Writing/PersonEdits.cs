using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Schema;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>What people do to records in the org: stamped with their name and the time, and in no log of writes.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PersonEdits
{
    private static readonly string[] Stamps = ["LastModifiedDate", "LastModifiedById", "SystemModstamp"];

    private readonly SalesforceOrg _org;
    private readonly PortalRecords _portal;

    /// <summary>Creates the edits of an org's records.</summary>
    internal PersonEdits(SalesforceOrg org, PortalRecords portal)
    {
        _org = org;
        _portal = portal;
    }

    private RecordStore Store => _org.Store;

    /// <summary>Changes the record with this Id, or makes one when there is none; returns its id.</summary>
    /// <param name="type">The type.</param>
    /// <param name="record">The fields that change; <c>LastModifiedById</c> says who does it, the owner otherwise.</param>
    /// <exception cref="InvalidDataException">There is no such type, record or field, or a value is not one.</exception>
    public string Save(string type, JsonObject record)
    {
        lock (_org.Gate)
        {
            ObjectType known = Store.Catalogue.Require(type);
            string id = record["Id"]?.ToString() is { } given ? Change(known, given, record) : Make(known, record);
            Store.Unit.Settle();
            return id;
        }
    }

    /// <summary>Puts a record into the recycle bin, or takes it away for good; false when it is in the bin already.</summary>
    /// <exception cref="InvalidDataException">There is no such type or record.</exception>
    public bool Delete(string type, string id, bool forGood = false)
    {
        lock (_org.Gate)
        {
            Row row = Find(Store.Catalogue.Require(type), id);
            if (row.IsDeleted && !forGood)
            {
                return false;
            }

            if (forGood)
            {
                Store.Remove(row);
            }
            else
            {
                Stamp(row, draft => draft["IsDeleted"] = true);
            }

            Store.Unit.Settle();
            return true;
        }
    }

    /// <summary>Takes a record out of the recycle bin; false when it is not in it.</summary>
    /// <exception cref="InvalidDataException">There is no such type or record, or another one has a unique value of it by now.</exception>
    public bool Undelete(string type, string id)
    {
        lock (_org.Gate)
        {
            ObjectType known = Store.Catalogue.Require(type);
            Row row = Find(known, id);
            if (!row.IsDeleted)
            {
                return false;
            }

            Field? taken = known.Fields.FirstOrDefault(field => field.Unique && row[field] is string value
                && Store[known].IndexOf(field)![value].Any(other => other.Id != row.Id && !other.IsDeleted));
            if (taken is not null)
            {
                throw new InvalidDataException($"DUPLICATE_VALUE: another record has the {taken.Name} of {id} by now.");
            }

            Stamp(row, draft => draft["IsDeleted"] = false);
            Store.Unit.Settle();
            return true;
        }
    }

    /// <summary>Merges a contact or lead into another one of its kind: its activities move, stamped, and it is deleted.</summary>
    /// <remarks>The deleted one tells the survivor in MasterRecordId; long-standing, and not read again.</remarks>
    /// <exception cref="InvalidDataException">They are no two living records of one kind.</exception>
    public void Merge(string masterId, string loserId)
    {
        lock (_org.Gate)
        {
            (Row? master, Row? loser) = (Store.Find(RecordId.Normalise(masterId)), Store.Find(RecordId.Normalise(loserId)));
            if (master is not { IsDeleted: false, Type.Name: "Contact" or "Lead" } || loser is not { IsDeleted: false } || loser.Type != master.Type || loser == master)
            {
                throw new InvalidDataException($"{masterId} and {loserId} are no two contacts or leads that could be merged.");
            }

            foreach (Row activity in Store["Task"].Rows.Concat(Store["Event"].Rows).Where(row => Equals(row["WhoId"], loser.Id)).ToArray())
            {
                Stamp(activity, draft =>
                {
                    draft["WhoId"] = master.Id;
                    ServerFields.Derive(draft, activity, Store, Store.Now);
                });
            }

            Stamp(loser, draft => (draft["IsDeleted"], draft["MasterRecordId"]) = (true, master.Id));
            Store.Unit.Settle();
        }
    }

    private string Change(ObjectType type, string id, JsonObject record)
    {
        Row row = Find(type, id);
        if (row.IsDeleted)
        {
            throw new InvalidDataException($"{id} is deleted: nobody can edit it.");
        }

        Row draft = row.Copy();
        foreach ((string name, JsonNode? node) in record.Where(field => field.Key != "Id" && !Stamps.Contains(field.Key)))
        {
            Field field = type.TryGet(name, out Field? known) ? known : throw new InvalidDataException($"{type.Name} has no field {name}.");
            draft[field] = FieldValue.TryFromJson(field, node, out object? value)
                ? value : throw new InvalidDataException($"{type.Name}.{name} cannot be {node?.ToJsonString()}.");
        }

        string person = Person(row, record["LastModifiedById"]?.ToString());
        ServerFields.StampModified(draft, person, Store.Now);
        ServerFields.Derive(draft, row, Store, Store.Now);
        Store.Replace(row, draft);
        _org.Writer.Effects.Follow(row, person, isNew: false);
        return row.Id;
    }

    private string Make(ObjectType type, JsonObject record)
    {
        JsonObject whole = record.DeepClone().AsObject();
        string id = Store[type].NextId();
        whole["Id"] = id;
        foreach (string stamp in (string[])["CreatedDate", "LastModifiedDate", "SystemModstamp"])
        {
            whole[stamp] ??= FieldValue.Text(Store.Now);
        }

        _portal.Insert(type.Name, whole);
        Row row = Store[type].Find(id)!;
        _org.Writer.Effects.Follow(row, (string)row["CreatedById"]!, isNew: true);
        return id;
    }

    private void Stamp(Row row, Action<Row> change)
    {
        Row draft = row.Copy();
        change(draft);
        ServerFields.StampModified(draft, Person(row, null), Store.Now);
        Store.Replace(row, draft);
    }

    // Not the integration user where there is anybody else: what people did must not look like what the client did.
    private string Person(Row row, string? named)
        => named is not null ? RecordId.Normalise(named) ?? throw new InvalidDataException($"{named} is not a user's id.")
            : row["OwnerId"] is string owner && owner.StartsWith("005", StringComparison.Ordinal) && owner != OrgFoundation.IntegrationUserId ? owner
            : Store["User"].Rows.FirstOrDefault(user => user["IsActive"] is true && user.Id != OrgFoundation.IntegrationUserId)?.Id
                ?? OrgFoundation.IntegrationUserId;

    private Row Find(ObjectType type, string id)
        => Store[type].Find(RecordId.Normalise(id) ?? "") is { } row && !Store.IsGone(row)
            ? row : throw new InvalidDataException($"There is no {type.Name} {id}.");
}
