using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Carries out what a client writes to CRM records, after HubSpot's rules; every write is logged.</summary>
/// <param name="portal">The portal.</param>
/// <param name="source">Where records it creates come from, as HubSpot names it.</param>
/// <param name="keepsRules">Whether validation rules of the account hold: they do for version 2026-09 alone.</param>
internal sealed class RecordWriter(HubSpotPortal portal, string source = "INTEGRATION", bool keepsRules = false)
{
    private const string AppId = "4100100";

    /// <summary>Creates a record with its associations.</summary>
    /// <exception cref="HubSpotRefusal">400 for values, 409 for a unique value that is taken.</exception>
    public CrmRecord Create(CrmTable table, RequestBody input)
    {
        Dictionary<string, string?> values = Check(table, input, isNew: true);
        (CrmObjectType Type, long Id)[] links = Links(table.Type, input);
        long now = portal.Now;
        long id = table.NextId;
        values["hs_object_id"] = id.ToString(CultureInfo.InvariantCulture);
        values[table.Type.CreateDate] = values[table.Type.LastModified] = PortalTime.Format(now);
        values["hs_object_source"] = source;
        values["hs_object_source_id"] = AppId;
        if (table.Type.IsActivity)
        {
            values["hs_object_source_label"] = source;
        }

        CrmRecord record = new(table.Type, id) { Properties = values, CreatedAt = now, UpdatedAt = now };
        portal.Write(record);
        Array.ForEach(links, link => portal.Associations.Link(table.Type, id, link.Type, link.Id));
        Log("create", record, Sent(input));
        portal.Workflows.Follow(record);
        return record;
    }

    /// <summary>Changes a record.</summary>
    /// <exception cref="HubSpotRefusal">404 when it is not there, 400 for values, 409 for a unique value that is taken.</exception>
    public CrmRecord Update(CrmTable table, string? idProperty, string id, RequestBody input)
    {
        if (table.Find(idProperty, id) is not { IsArchived: false } record)
        {
            throw HubSpotRefusal.NotFound(context: new JsonObject { ["id"] = new JsonArray(id) });
        }

        Dictionary<string, string?> values = Check(table, input, isNew: false, record.Id);
        CrmRecord changed = record.Change(values, portal.Now, source, AppId);
        portal.Write(changed);
        Log("update", changed, Sent(input));
        portal.Workflows.Follow(changed);
        return changed;
    }

    /// <summary>Changes the record with a value of a unique property, or creates it with that value.</summary>
    /// <exception cref="HubSpotRefusal">400 for values or a property that is not unique, 409 for another unique value that is taken.</exception>
    public (CrmRecord Record, bool IsNew) Upsert(CrmTable table, string idProperty, string id, RequestBody input)
    {
        if (table.Find(idProperty, id) is { IsArchived: false })
        {
            return (Update(table, idProperty, id, input), false);
        }

        JsonObject whole = input.ToJson();
        JsonObject properties = input.Object("properties").ToJson();
        properties[idProperty] = id;
        whole["properties"] = properties;
        return (Create(table, new RequestBody(whole)), true);
    }

    /// <summary>Archives a record, if it is there.</summary>
    public void Archive(CrmTable table, string id)
    {
        if (table.Find(null, id) is { IsArchived: false } record)
        {
            portal.Write(record with { ArchivedAt = portal.Now });
            Log("delete", record, null);
        }
    }

    /// <summary>Checks the values of a write; returns them in HubSpot's form, null for what is cleared.</summary>
    /// <exception cref="HubSpotRefusal">400 with every fault, or 409.</exception>
    public Dictionary<string, string?> Check(CrmTable table, RequestBody input, bool isNew, long? id = null)
    {
        RequestBody properties = input.Object("properties");
        Dictionary<string, string?> values = new(StringComparer.Ordinal);
        List<PropertyFault> faults = [];
        foreach (string name in properties.Names)
        {
            string? value = properties.Text(name) is { Length: > 0 } text ? text : null;
            if (Fault(table, name, ref value) is { } fault)
            {
                faults.Add(fault);
            }

            values[name] = value;
        }

        if (isNew && table.Type.Name == "meetings" && values.GetValueOrDefault("hs_meeting_start_time") is { } start)
        {
            values.TryAdd("hs_timestamp", start);    // a meeting stands on the timeline where it starts
        }

        if (isNew && table.Type.IsActivity && values.GetValueOrDefault("hs_timestamp") is null)
        {
            faults.Add(new PropertyFault("hs_timestamp", "REQUIRED_FIELD", "Some required properties were not set: hs_timestamp"));
        }

        if (keepsRules)
        {
            faults.AddRange(portal.ValidationRules.Where(rule => rule.IsBroken(table.Type, values, isNew)).Select(rule => rule.ToFault()));
        }

        if (values.TryGetValue("hs_email_headers", out string? headers) && headers is not null && !EmailHeaders.TryFill(values, headers))
        {
            faults.Add(new PropertyFault("hs_email_headers", "INVALID_FORMAT", "The headers of an email are JSON with from, to, cc and bcc"));
        }

        if (faults.Count > 0)
        {
            throw HubSpotRefusal.InvalidProperties(faults);
        }

        RequireUnique(table, values, id);
        return values;
    }

    private PropertyFault? Fault(CrmTable table, string name, ref string? value)
    {
        if (!table.Definitions.TryGetValue(name, out CrmProperty? property))
        {
            return new PropertyFault(name, "PROPERTY_DOESNT_EXIST", $"Property \"{name}\" does not exist");
        }

        if (property.IsReadOnly)
        {
            return new PropertyFault(name, "READ_ONLY_VALUE", $"\"{name}\" is a read only property; its value cannot be set");
        }

        if (value is null)
        {
            return null;
        }

        string text = value;
        PropertyFault? fault = ValueChecks.Fault(property, ref text, id => portal.Owners.Has(id));
        value = text;
        return fault;
    }

    private static void RequireUnique(CrmTable table, Dictionary<string, string?> values, long? id)
    {
        foreach ((string name, string? value) in values)
        {
            if (value is not null && table.Definitions[name].IsUnique && table.Find(name, value) is { IsArchived: false } other && other.Id != id)
            {
                string existing = other.Id.ToString(CultureInfo.InvariantCulture);
                string noun = char.ToUpperInvariant(table.Type.Singular[0]) + table.Type.Singular[1..];
                throw new HubSpotRefusal(409, "CONFLICT", $"{noun} already exists. Existing ID: {existing}")
                {
                    Context = new JsonObject { ["existingId"] = new JsonArray(existing) },
                };
            }
        }
    }

    private (CrmObjectType Type, long Id)[] Links(CrmObjectType from, RequestBody input)
        => [.. input.Objects("associations").SelectMany(association => association.Objects("types")
            .Select(type => type.Text("associationCategory") == "HUBSPOT_DEFINED"
                ? Link(from, association.Object("to").RequiredText("id"), type.Number("associationTypeId", 0))
                : throw HubSpotRefusal.Invalid("associationCategory must be HUBSPOT_DEFINED: the account has no associations of its own")))];

    private (CrmObjectType Type, long Id) Link(CrmObjectType from, string id, int typeId)
    {
        CrmObjectType to = CrmObjectType.All.FirstOrDefault(type => AssociationTypes.IdOf(from, type) == typeId)
            ?? throw HubSpotRefusal.Invalid($"Association type {typeId} does not start at {from.Name}");
        return portal.Table(to).Find(null, id) is { IsArchived: false } record
            ? (to, record.Id)
            : throw HubSpotRefusal.Invalid(
                $"Cannot associate with {to.Singular} {id}: it does not exist", new JsonObject { ["id"] = new JsonArray(id) });
    }

    // The values as they were sent, and beside them the links, for no property has that name.
    private static JsonObject Sent(RequestBody input)
    {
        JsonObject fields = input.Object("properties").ToJson();
        if (input.Has("associations"))
        {
            fields["associations"] = input.List("associations").DeepClone();
        }

        return fields;
    }

    private void Log(string action, CrmRecord record, JsonObject? fields)
        => portal.Log.Add("hubspot", action, record.Type.Name, record.Id.ToString(CultureInfo.InvariantCulture), fields, portal.Clock.GetUtcNow());
}
