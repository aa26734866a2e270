using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.Tests.Mapping;

namespace HubSpotSalesforce.Tests.Planning;

/// <summary>Both sides in memory, and the pairs between them; every decision is the plan's, and carried out as it says.</summary>
internal sealed class TwoSides
{
    /// <summary>The fields of a record in this small world, and the properties they are.</summary>
    public static readonly (string Field, string Property)[] Fields = [("Subject", "hs_task_subject"), ("Description", "hs_task_body"), ("Note__c", "note")];

    private static readonly FamilyMapping Mapping = FamilySample.Compiled(ActivityFamily.Tasks, own: [new FieldMapping { Field = "Note__c", Property = "note" }]);
    private readonly RecordPlan _plan;
    private readonly bool _reads;

    /// <summary>Creates both sides.</summary>
    /// <param name="rule">The rule for conflicts.</param>
    /// <param name="deletes">Whether deletions travel.</param>
    /// <param name="readsBack">Whether what was written is read back at once (O6).</param>
    public TwoSides(ConflictRule rule, bool deletes = false, bool readsBack = true)
    {
        _reads = readsBack;
        _plan = new RecordPlan(new RecordRules
        {
            Families = new Dictionary<string, FamilyRule> { ["tasks"] = new(ActivityFamily.Tasks, DateTimeOffset.MinValue, rule, deletes, Mapping) },
            Takes = Takes,
        });
    }

    /// <summary>What people took in conflicts that wait.</summary>
    public Dictionary<(string Key, string Field), Side> Takes { get; } = [];

    public Dictionary<string, Activity> Rows { get; } = [];

    public Dictionary<string, HubSpotRecord> Records { get; } = [];

    public Dictionary<string, Pair> Pairs { get; } = [];

    /// <summary>How often anything was written.</summary>
    public int Writes { get; private set; }

    public List<Decision> Decisions { get; } = [];

    /// <summary>What a server makes of a text it is given.</summary>
    public Func<string?, string?> HubSpotKeeps { get; set; } = text => text;

    private int _ids;
    private (Pair Pair, Side Side)? _open;

    /// <summary>Both directions, Salesforce's first.</summary>
    /// <param name="now">The time of whatever is written.</param>
    /// <param name="diesAfter">After how many writes the run dies, in the moment in which the other side has the record and we have not its outcome.</param>
    public void Run(DateTimeOffset now, int diesAfter = int.MaxValue)
    {
        Decisions.Clear();
        Writes = 0;
        Recover();
        foreach (Activity row in Rows.Values.ToArray())
        {
            Pair? pair = Pairs.GetValueOrDefault(row.Key);
            HubSpotRecord? record = pair is null ? null : Records.GetValueOrDefault(pair.HubSpotId);
            if (!Carry(_plan.Decide(new LinkedRecord(row, null, ["contacts/1"]), pair, record), row.Key, now, diesAfter))
            {
                return;
            }
        }

        foreach (HubSpotRecord record in Records.Values.ToArray())
        {
            if (Pairs.Values.FirstOrDefault(pair => pair.HubSpotId == record.Id) is { } pair
                && !Carry(_plan.ToSalesforce(record, pair, Rows.GetValueOrDefault(pair.Key)), pair.Key, now, diesAfter))
            {
                return;
            }
        }
    }

    /// <summary>What HubSpot says in a field, in Salesforce's terms; null for nothing.</summary>
    public string? HubSpotSays(string key, string field)
        => Pairs.TryGetValue(key, out Pair? pair) && Records.TryGetValue(pair.HubSpotId, out HubSpotRecord? record)
            ? Mapping.CanonicalOfHubSpot(Mapping.Of(field), record.Properties.GetValueOrDefault(Mapping.Of(field).Property))
            : null;

    public void EditSalesforce(string key, string field, string? value, DateTimeOffset at)
        => Rows[key] = Rows[key] with { Values = new Dictionary<string, string?>(Rows[key].Values) { [field] = value }, ModifiedAt = at };

    public void EditHubSpot(string key, string field, string? value, DateTimeOffset at)
    {
        HubSpotRecord record = Records[Pairs[key].HubSpotId];
        Records[record.Id] = record with { ModifiedAt = at, Properties = new Dictionary<string, string?>(record.Properties) { [Mapping.Of(field).Property] = value } };
    }

    // What an earlier run had in flight when it died.
    private void Recover()
    {
        if (_open is { } open)
        {
            Pair known = Pairs[open.Pair.Key];
            Pairs[known.Key] = _plan.Recover(known, open.Pair, open.Side, Records[known.HubSpotId], Rows[known.Key]) ?? known;
            _open = null;
        }
    }

    private bool Carry(Decision decision, string key, DateTimeOffset now, int diesAfter)
    {
        Decisions.Add(decision);
        if (decision is Skip skip)
        {
            if (skip.Rebased is { } rebased)
            {
                Pairs[key] = rebased;
            }

            return true;
        }

        Change change = (Change)decision;
        string id = change.Target == "Task" ? WriteSalesforce(change, now) : WriteHubSpot(change, now);
        Writes++;

        Side side = change.Target == "Task" ? Side.Salesforce : Side.HubSpot;
        Pair pair = (change.Pair ?? new Pair { Key = key, Kind = "tasks", HubSpotId = "", SalesforceId = change.Activity.SourceId, ContentHash = "", Base = change.Base })
            .With(side, id) with { Base = change.Base, ContentHash = change.ContentHash, IsGone = change.Action == Change.Delete };
        bool dies = Writes >= diesAfter;
        if (dies && change.Action != Change.Create)
        {
            _open = (pair, side);
        }
        else
        {
            // The journal finds the record of a create that had no outcome by its key (O14).
            Pairs[key] = _reads && !dies && change.Action != Change.Delete ? _plan.Settle(change, pair, Records[pair.HubSpotId], Rows[key]) ?? pair : pair;
        }

        return !dies;
    }

    private string WriteSalesforce(Change change, DateTimeOffset now)
    {
        string key = Rows.Values.Single(row => row.SourceId == change.TargetId).Key;
        Rows[key] = Rows[key] with { Values = With(Rows[key].Values, change.Fields), ModifiedAt = now };
        return change.TargetId!;
    }

    private string WriteHubSpot(Change change, DateTimeOffset now)
    {
        string id = change.TargetId ?? $"{++_ids}";
        HubSpotRecord record = Records.GetValueOrDefault(id) ?? new HubSpotRecord("tasks", id, new Dictionary<string, string?>(), now);
        Records[id] = record with
        {
            Properties = With(record.Properties, change.Fields.ToDictionary(field => field.Key, field => HubSpotKeeps(field.Value))),
            IsArchived = change.Action == Change.Delete,
            ModifiedAt = now,
        };
        return id;
    }

    private static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> values, IReadOnlyDictionary<string, string?> written)
    {
        Dictionary<string, string?> all = new(values);
        foreach ((string name, string? value) in written)
        {
            all[name] = value;
        }

        return all;
    }
}
