using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Runs;

/// <summary>People who log, edit and plan on both sides, as a seed has it, all for one contact that both sides know.</summary>
internal sealed class BusyOffice
{
    private const string RepId = "005000000000007AAA";
    private const string Words = "quote price demo order offer visit";

    private static readonly string[] Types = ["calls", "notes", "tasks"];

    private readonly SimulatedSync _sync;
    private readonly Random _chance;
    private readonly SortedSet<string> _expected = new(StringComparer.Ordinal);
    private long _nextId = 9_000_000;

    public BusyOffice(SimulatedSync sync, int seed)
    {
        _sync = sync;
        _chance = new Random(seed);
        sync.Simulator.Org.Insert("User", new JsonObject { ["Id"] = RepId, ["LastName"] = "Kim", ["Username"] = "kim@example.com", ["Email"] = "kim@example.com", ["IsActive"] = true });
    }

    /// <summary>The keys of all activities that were born in HubSpot and belong to the contact, in order.</summary>
    public string[] Expected => [.. _expected];

    /// <summary>How many tasks people made in Salesforce.</summary>
    public int TasksOfReps { get; private set; }

    private SimulatorHost Simulator => _sync.Simulator;

    /// <summary>A quarter of an hour of work: new records on both sides, then edits of whatever is there, whoever brought it.</summary>
    public async Task WorkAsync()
    {
        foreach (string type in Types.Where(_ => _chance.Next(3) > 0))
        {
            await LogAsync(type);
        }

        if (_chance.Next(2) == 0)
        {
            InsertTask();
        }

        for (int edit = _chance.Next(4); edit > 0; edit--)
        {
            await EditInHubSpotAsync();
            await EditInSalesforceAsync();
        }
    }

    private async Task LogAsync(string type)
    {
        bool isOfContact = _chance.Next(5) > 0;
        long id = _nextId += 1_000;    // HubSpot numbers what the connector brings on from the highest id
        DateTimeOffset now = Simulator.Clock.GetUtcNow();
        long[] contacts = isOfContact ? [101] : [];
        JsonObject record = type == "tasks"
            ? PortalRecord.Task(id, now, Word(), "NOT_STARTED", now.AddDays(_chance.Next(5)), contacts)
            : PortalRecord.Call(id, now, Word(), contacts);
        if (type == "notes")
        {
            record["properties"] = new JsonObject { ["hs_timestamp"] = PortalRecord.Time(now), ["hs_note_body"] = Word(), ["hs_createdate"] = PortalRecord.Time(now), ["hs_lastmodifieddate"] = PortalRecord.Time(now) };
        }

        await _sync.PutHubSpotAsync(type, record);
        if (isOfContact)
        {
            _expected.Add($"hs-{type[..^1]}-{id.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private void InsertTask()
    {
        Simulator.Org.Insert("Task", new JsonObject
        {
            ["Subject"] = Word(),
            ["WhoId"] = "003000000000001AAA",
            ["OwnerId"] = RepId,
            ["TaskSubtype"] = _chance.Next(3) == 0 ? "Call" : "Task",
        });
        TasksOfReps++;
    }

    private async Task EditInHubSpotAsync()
    {
        string type = Types[_chance.Next(Types.Length)];
        if (Any(Simulator.Portal.Records(type)) is not { } record)
        {
            return;
        }

        string property = type switch
        {
            "calls" => "hs_call_title",
            "notes" => "hs_note_body",
            _ => _chance.Next(2) == 0 ? "hs_task_subject" : "hs_task_status",
        };
        string value = property == "hs_task_status" ? "COMPLETED" : Word();
        await _sync.PutHubSpotAsync(type, new JsonObject { ["id"] = record["id"]!.ToString(), ["properties"] = new JsonObject { [property] = value } });
    }

    private async Task EditInSalesforceAsync()
    {
        if (Any(Simulator.Org.Records("Task")) is { } task)
        {
            string field = _chance.Next(2) == 0 ? "Subject" : "Description";
            await _sync.PatchTaskByIdAsync(task["Id"]!.ToString(), new JsonObject { [field] = Word() });
        }
    }

    private JsonObject? Any(IReadOnlyList<JsonObject> records) => records.Count == 0 ? null : records[_chance.Next(records.Count)];

    private string Word() => $"{Words.Split(' ')[_chance.Next(6)]} {_chance.Next(1_000)}";
}
