using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;
using HubSpotSalesforce.Simulator.Salesforce;
using HubSpotSalesforce.Simulator.Salesforce.Access;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.NativeConnector;

/// <summary>
/// HubSpot's own Salesforce integration with its activity syncs on, both ways: HubSpot activities become tasks of its user, and tasks
/// that anybody else made become HubSpot tasks or calls, ours among them.
/// </summary>
/// <remarks>
/// HubSpot Knowledge Base, "Sync activities and tasks between HubSpot and Salesforce", read 2026-11-21: what was there before the
/// switch went on comes over when it next changes. The deletion rule is left at "do nothing". A change is told by content, not by
/// stamp, so that rounds come out alike at any speed.
/// </remarks>
internal sealed class Connector
{
    /// <summary>The id of the user it works as in Salesforce.</summary>
    public const string UserId = "005sim000000002AAA";

    private const string Source = "SALESFORCE";

    private readonly HubSpotPortal _portal;
    private readonly SalesforceOrg _org;
    private readonly HubSpot.RecordWriter _activities;
    private readonly Dictionary<(string Type, long Id), ConnectorPair> _byActivity = [];
    private readonly Dictionary<string, ConnectorPair> _byTask = new(StringComparer.Ordinal);

    // Records without a pair that are not to be carried as long as they look like this.
    private readonly Dictionary<(string Type, string Id), Dictionary<string, string?>> _passed = [];
    private readonly SortedSet<long> _synced = [];
    private LinkedContacts _contacts;
    private ConnectorRound _round = new(0, 0, 0, 0, 0);

    /// <summary>Switches the connector on: its user is there, and what both sides hold is history.</summary>
    public Connector(HubSpotPortal portal, SalesforceOrg org)
    {
        _portal = portal;
        _org = org;
        _activities = new HubSpot.RecordWriter(portal, Source);
        _org.Insert("User", new JsonObject
        {
            ["Id"] = UserId,
            ["Username"] = "hubspot@simulator.example",
            ["Email"] = "hubspot@simulator.example",
            ["LastName"] = "HubSpot Integration",
            ["Alias"] = "hubspot",
            ["IsActive"] = true,
            ["CreatedDate"] = "2015-01-01T00:00:00.000+0000",
        });
        lock (_portal.Gate)
        {
            lock (_org.Gate)
            {
                _contacts = new LinkedContacts(portal);
                foreach ((ActivityForm form, CrmRecord record) in Activities())
                {
                    _passed[Key(record)] = form.Read(record);
                }

                foreach (Row task in Tasks())
                {
                    _passed[("Task", task.Id)] = Read(task);
                }
            }
        }
    }

    /// <summary>Carries over what was made or changed since the last round: first to Salesforce, then to HubSpot.</summary>
    public ConnectorRound Run()
    {
        lock (_portal.Gate)
        {
            lock (_org.Gate)
            {
                _round = new ConnectorRound(0, 0, 0, 0, 0);
                _contacts = new LinkedContacts(_portal);
                _synced.Clear();
                foreach ((ActivityForm form, CrmRecord record) in Activities())
                {
                    Guarded(() => ToSalesforce(form, record));
                }

                foreach (Row task in Tasks())
                {
                    Guarded(() => ToHubSpot(task));
                }

                Stamp();
                return _round;
            }
        }
    }

    private (ActivityForm Form, CrmRecord Record)[] Activities() =>
    [
        .. ActivityForm.All.SelectMany(form => _portal.Table(CrmObjectType.Require(form.Type)).Records.ToArray()
            .Where(record => !record.IsArchived && form.Takes(record))
            .Select(record => (form, record))),
    ];

    private Row[] Tasks() => [.. _org.Store["Task"].Rows.Where(task => !task.IsDeleted)];

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refusal) when (refusal is RowRefusal or HubSpotRefusal)
        {
            _round = _round with { Refused = _round.Refused + 1 };
        }
    }

    private void ToSalesforce(ActivityForm form, CrmRecord record)
    {
        Dictionary<string, string?> now = form.Read(record);
        if (_byActivity.TryGetValue((form.Type, record.Id), out ConnectorPair? pair))
        {
            Dictionary<string, string?> changed = ConnectorPair.Changed(pair.Activity, now);
            pair.Activity = now;
            Update(pair, changed);
            return;
        }

        if (IsPassed(Key(record), now) || _contacts.Newest(record) is not { } link)
        {
            return;    // what has no linked contact yet is looked at again
        }

        _passed[Key(record)] = now;
        if (record.Value("hs_engagement_source") == Source || record.Value("hs_object_source") == Source)
        {
            return;
        }

        JsonObject sent = Sent(now);
        sent["WhoId"] = link.Person;
        sent["TaskSubtype"] = form.Subtype;
        string id = _org.Writer.Create(_org.Store.Catalogue["Task"], sent, User());
        _org.Store.Unit.Settle();
        Pair(new ConnectorPair(form, record.Id, id) { Activity = now, Task = Read(_org.Store["Task"].Find(id)!) });
        _synced.Add(link.Contact.Id);
        _round = _round with { TasksCreated = _round.TasksCreated + 1 };
    }

    private void Update(ConnectorPair pair, Dictionary<string, string?> changed)
    {
        if (changed.Count == 0 || _org.Store["Task"].Find(pair.TaskId) is not { IsDeleted: false } task)
        {
            return;
        }

        _org.Writer.Update(task.Type, task.Id, Sent(changed), User());
        _org.Store.Unit.Settle();
        foreach ((string field, string? value) in changed)
        {
            pair.Task[field] = value;    // the other fields may have changed over there, and then travel the other way
        }

        _round = _round with { TasksUpdated = _round.TasksUpdated + 1 };
    }

    private void ToHubSpot(Row task)
    {
        Dictionary<string, string?> now = Read(task);
        if (_byTask.TryGetValue(task.Id, out ConnectorPair? pair))
        {
            Dictionary<string, string?> changed = ConnectorPair.Changed(pair.Task, now);
            pair.Task = now;
            Update(pair, pair.Form.ToProperties(changed));
            return;
        }

        if (IsPassed(("Task", task.Id), now) || _contacts.Of((string?)task["WhoId"]) is not { } contact)
        {
            return;
        }

        _passed[("Task", task.Id)] = now;
        if ((string?)task["CreatedById"] != UserId)
        {
            Create(task, contact, now);
        }
    }

    private void Create(Row task, CrmRecord contact, Dictionary<string, string?> fields)
    {
        ActivityForm form = ActivityForm.OfSubtype((string?)task["TaskSubtype"]);
        CrmTable table = _portal.Table(CrmObjectType.Require(form.Type));
        JsonObject properties = form.ToProperties(fields);
        properties["hs_timestamp"] = fields["ActivityDate"] is { } day ? $"{day}T00:00:00.000Z" : PortalTime.Format((DateTimeOffset)task["CreatedDate"]!);
        properties["hs_engagement_source"] = Source;
        JsonObject link = new()
        {
            ["to"] = new JsonObject { ["id"] = Text(contact.Id) },
            ["types"] = new JsonArray(new JsonObject
            {
                ["associationCategory"] = "HUBSPOT_DEFINED",
                ["associationTypeId"] = AssociationTypes.IdOf(table.Type, contact.Type),
            }),
        };
        CrmRecord made = _activities.Create(table, new RequestBody(new JsonObject { ["properties"] = properties, ["associations"] = new JsonArray(link) }));
        Pair(new ConnectorPair(form, made.Id, task.Id) { Activity = form.Read(made), Task = fields });
        _synced.Add(contact.Id);
        _round = _round with { ActivitiesCreated = _round.ActivitiesCreated + 1 };
    }

    private void Update(ConnectorPair pair, JsonObject properties)
    {
        CrmTable table = _portal.Table(CrmObjectType.Require(pair.Form.Type));
        if (properties.Count == 0 || table.Find(pair.ActivityId) is not { IsArchived: false })
        {
            return;
        }

        CrmRecord changed = _activities.Update(table, null, Text(pair.ActivityId), new RequestBody(new JsonObject { ["properties"] = properties }));
        pair.Activity = pair.Form.Read(changed);
        _round = _round with { ActivitiesUpdated = _round.ActivitiesUpdated + 1 };
    }

    // The integration writes the moment of its last sync on each contact.
    private void Stamp()
    {
        CrmTable contacts = _portal.Table(CrmObjectType.Require("contacts"));
        JsonObject stamp = new() { ["salesforcelastsynctime"] = PortalTime.Format(_portal.Now) };
        foreach (long id in _synced)
        {
            _activities.Update(contacts, null, Text(id), new RequestBody(new JsonObject { ["properties"] = stamp.DeepClone() }));
        }
    }

    private void Pair(ConnectorPair pair)
    {
        _byActivity[(pair.Form.Type, pair.ActivityId)] = pair;
        _byTask[pair.TaskId] = pair;
    }

    private bool IsPassed((string Type, string Id) key, Dictionary<string, string?> now)
        => _passed.TryGetValue(key, out Dictionary<string, string?>? before) && ConnectorPair.Changed(before, now).Count == 0;

    private UserView User() => new(_org.Store, UserId);

    private static Dictionary<string, string?> Read(Row task) => new()
    {
        ["Subject"] = ConnectorText.Subject((string?)task["Subject"]),
        ["Description"] = ConnectorText.Lines((string?)task["Description"]),
        ["ActivityDate"] = task["ActivityDate"] is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        ["Status"] = (string?)task["Status"],
        ["Priority"] = (string?)task["Priority"],
    };

    private static JsonObject Sent(Dictionary<string, string?> fields)
        => new(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));

    private static (string Type, string Id) Key(CrmRecord record) => (record.Type.Name, Text(record.Id));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
