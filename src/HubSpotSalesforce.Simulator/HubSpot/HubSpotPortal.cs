using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The HubSpot side: everything a portal holds, and its endpoints.</summary>
/// <remarks>Thread-safe: one call at a time looks at the data or changes it.</remarks>
public sealed class HubSpotPortal
{
    private readonly Dictionary<CrmObjectType, CrmTable> _tables = CrmObjectType.All.ToDictionary(type => type, type => new CrmTable(type));
    private readonly Dictionary<string, IRowStore> _rows;
    private readonly HubSpotEndpoints _endpoints;

    /// <summary>Creates an empty portal.</summary>
    public HubSpotPortal(SimulatorOptions options, SimulatorClock clock, WriteLog log, CallCounters calls)
    {
        Options = options;
        Clock = clock;
        Log = log;
        _rows = new()
        {
            ["owners"] = Owners,
            ["campaigns"] = Campaigns,
            ["forms"] = Forms,
            ["list_memberships"] = ListMemberships,
            ["email_events"] = EmailEvents,
            ["form_submissions"] = Submissions,
            ["event_occurrences"] = Occurrences,
        };
        Workflows = new Workflows(this);
        _endpoints = new HubSpotEndpoints(this, calls);
    }

    /// <summary>The names of everything a portal holds: the files of a portal folder, without their ending.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "owners", .. CrmObjectType.All.Select(type => type.Name),
        "campaigns", "email_events", "forms", "form_submissions", "event_occurrences", "list_memberships",
    ];

    /// <summary>The calls that are left until midnight; null when no limit is kept.</summary>
    public int? CallsLeftToday => _endpoints.Limits.LeftToday;

    /// <summary>What workflows do.</summary>
    public Workflows Workflows { get; }

    /// <summary>What administrators of the account demand of values written with version 2026-09.</summary>
    public IReadOnlyList<ValidationRule> ValidationRules { get; set; } = [];

    internal SimulatorOptions Options { get; }

    internal SimulatorClock Clock { get; }

    internal WriteLog Log { get; }

    internal Lock Gate { get; } = new();

    internal AssociationIndex Associations { get; } = new();

    internal RowTable Owners { get; } = new("id");

    internal RowTable Campaigns { get; } = new("appId", "id");

    internal RowTable Forms { get; } = new("id");

    internal RowTable ListMemberships { get; } = new("listId", "recordId");

    internal TimedLog<EmailEvent> EmailEvents { get; } = new(EmailEvent.Read);

    internal TimedLog<FormSubmission> Submissions { get; } = new(FormSubmission.Read);

    internal TimedLog<EventOccurrence> Occurrences { get; } = new(EventOccurrence.Read);

    internal long Now => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Reads the files of a portal folder's <c>hubspot</c> part; files that are absent are skipped.</summary>
    /// <exception cref="FormatException">A line is no record of its kind; the message names file and line.</exception>
    public void Load(string folder)
    {
        foreach (string type in Types)
        {
            string path = Path.Combine(folder, type + ".jsonl");
            if (!File.Exists(path))
            {
                continue;
            }

            foreach ((int number, string line) in File.ReadLines(path).Index().Where(pair => pair.Item.Length > 0))
            {
                try
                {
                    Insert(type, JsonNode.Parse(line) as JsonObject ?? throw new FormatException("It is not an object."));
                }
                catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
                {
                    throw new FormatException($"{path}, line {number + 1}: not a record of {type}: {fault.Message}", fault);
                }
            }
        }
    }

    /// <summary>Puts a record in as if it had always been there, in place of the one with its id: no rules, no log entry.</summary>
    /// <param name="type">One of <see cref="Types"/>.</param>
    /// <param name="record">The record as the API shows it; links of a CRM record as <c>associations: {"contacts":["1"]}</c>.</param>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public void Insert(string type, JsonObject record)
    {
        lock (Gate)
        {
            if (CrmObjectType.Find(type) is not { } crmType)
            {
                Store(type).Put(record);
                return;
            }

            CrmRecord read = CrmRow.Read(record, Table(crmType), Now);
            Table(crmType).Put(read);
            Link(read, record);
        }
    }

    /// <summary>
    /// Changes a record as a user of the portal would: values that are not named stay, the date of the last change moves to now
    /// unless a new one is given.
    /// </summary>
    /// <param name="type">One of <see cref="Types"/>; what is no CRM record is replaced whole.</param>
    /// <param name="record">The record, or the part of it that changes, with its id. Histories it brings replace those of their properties.</param>
    /// <param name="keepsModified">Whether the date of the last change stays, as it may when HubSpot counts opens: that is not documented.</param>
    public void Edit(string type, JsonObject record, bool keepsModified = false)
    {
        lock (Gate)
        {
            if (CrmObjectType.Find(type) is not { } crmType || Table(crmType).Find(null, record["id"]?.ToString() ?? "") is not { } former)
            {
                Insert(type, record);
                return;
            }

            JsonObject whole = record.DeepClone().AsObject();
            string? modified = whole["properties"]?[crmType.LastModified]?.ToString();
            whole["createdAt"] ??= PortalTime.Format(former.CreatedAt);
            whole["archived"] ??= former.IsArchived;
            CrmRecord read = CrmRow.Read(whole, Table(crmType), former.CreatedAt);
            long at = keepsModified ? former.UpdatedAt : modified is null || modified == former.Value(crmType.LastModified) ? Now : read.UpdatedAt;
            JsonObject named = whole["properties"]?.AsObject() ?? [];
            CrmRecord changed = former.Change(read.Properties.Where(pair => named.ContainsKey(pair.Key)), at, "CRM_UI");
            Write(changed with
            {
                History = changed.History.Where(pair => !read.History.ContainsKey(pair.Key)).Concat(read.History).ToDictionary(),
                ArchivedAt = read.ArchivedAt,
            });
            Link(read, record);
            Workflows.Follow(changed);
        }
    }

    /// <summary>Archives a CRM record, or takes another one away for good; false when there is none.</summary>
    public bool Archive(string type, string id)
    {
        lock (Gate)
        {
            if (CrmObjectType.Find(type) is not { } crmType)
            {
                return Store(type).Remove(id);
            }

            if (Table(crmType).Find(null, id) is not { IsArchived: false } record)
            {
                return false;
            }

            Write(record with { ArchivedAt = Now });
            return true;
        }
    }

    /// <summary>Brings an archived CRM record back as a person does; false when there is none.</summary>
    public bool Restore(string type, string id)
    {
        lock (Gate)
        {
            if (CrmObjectType.Find(type) is not { } crmType || Table(crmType).Find(null, id) is not { IsArchived: true } record)
            {
                return false;
            }

            Write((record with { ArchivedAt = null }).Change([], Now, "CRM_UI"));
            return true;
        }
    }

    /// <summary>
    /// The latest instant at which anything was created, changed or happened; null for an empty portal. Due dates and starts of
    /// meetings do not count.
    /// </summary>
    public DateTimeOffset? Newest()
    {
        lock (Gate)
        {
            long newest = long.MinValue;
            foreach (CrmTable table in _tables.Values)
            {
                foreach (CrmRecord record in table.Records)
                {
                    newest = Math.Max(newest, Math.Max(record.CreatedAt, record.UpdatedAt));
                }
            }

            IEnumerable<ITimedRow>[] logs = [EmailEvents.NewestFirst, Submissions.NewestFirst, Occurrences.NewestFirst];
            newest = logs.Max(log => log.FirstOrDefault()?.At) is { } at ? Math.Max(newest, at) : newest;
            return newest == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(newest);
        }
    }

    /// <summary>Moves every instant of everything by this much.</summary>
    public void Shift(TimeSpan by)
    {
        lock (Gate)
        {
            foreach (string type in Types)
            {
                JsonObject[] rows = [.. Records(type).Select(row => TimeShift.Of(row, by))];
                _rows.GetValueOrDefault(type)?.Clear();    // the instant of an email event is part of its key
                Array.ForEach(rows, row => Insert(type, row));
            }
        }
    }

    /// <summary>All records of a type, archived ones too, with every value they have.</summary>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public IReadOnlyList<JsonObject> Records(string type)
    {
        lock (Gate)
        {
            return CrmObjectType.Find(type) is { } crmType
                ? [.. Table(crmType).Records.ToArray().Select(record => CrmRow.Write(record, Associations))]
                : Store(type).Copies();
        }
    }

    /// <summary>Leaves this many calls until midnight, whether limits are kept or not; null for as many as usual.</summary>
    public void LeaveCallsToday(int? calls) => _endpoints.Limits.Leave(calls);

    /// <summary>Adds the portal's endpoints to a web application of its own.</summary>
    public void Map(WebApplication app) => _endpoints.Map(app);

    internal CrmTable Table(CrmObjectType type) => _tables[type];

    /// <summary>The records of a type that a record is associated with; links to what is archived or gone are not shown.</summary>
    internal IEnumerable<long> LinksOf(CrmRecord record, CrmObjectType to)
        => Associations.Of(record.Type, record.Id, to).Where(id => Table(to).Find(id) is { IsArchived: false });

    /// <summary>Stores what a write made of a record, and what the search index sees meanwhile.</summary>
    internal void Write(CrmRecord record)
    {
        CrmTable table = Table(record.Type);
        long indexedUntil = Now - (long)Options.SearchLag.TotalMilliseconds;
        CrmRecord? seen = table.Find(record.Id)?.SeenAt(indexedUntil);
        CrmRecord? earlier = seen is null ? null : seen with { Earlier = null };
        table.Put(Options.SearchLag > TimeSpan.Zero ? record with { WrittenAt = Now, Earlier = earlier } : record);
    }

    private IRowStore Store(string type)
        => _rows.GetValueOrDefault(type) ?? throw new ArgumentException($"A portal holds no '{type}'.", nameof(type));

    private void Link(CrmRecord record, JsonObject row)
    {
        foreach (IGrouping<CrmObjectType, long> links in CrmRow.Links(row).GroupBy(link => link.Type, link => link.Id))
        {
            Associations.UnlinkAll(record.Type, record.Id, links.Key);
            foreach (long id in links)
            {
                Associations.Link(record.Type, record.Id, links.Key, id);
            }
        }
    }
}
