using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Tests.Linking;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>People who make, edit and delete on both sides, as a seed has it, while automations touch whatever anybody saves.</summary>
internal sealed class BusyPair
{
    private static readonly string[] Families = ["tasks", "emails", "calls", "meetings"];
    private static readonly Dictionary<string, (string Subject, string Body)> Texts = new()
    {
        ["tasks"] = ("hs_task_subject", "hs_task_body"),
        ["emails"] = ("hs_email_subject", "hs_email_html"),
        ["calls"] = ("hs_call_title", "hs_call_body"),
        ["meetings"] = ("hs_meeting_title", "hs_meeting_body"),
    };

    private readonly SimulatedSync _sync;
    private readonly Random _chance;
    private int _number;
    private bool _isAutomated;

    public BusyPair(SimulatedSync sync, int seed)
    {
        _sync = sync;
        _chance = new Random(seed);
    }

    /// <summary>Switches automations of both sides on: each adds a word to what is saved and sets a value of its own.</summary>
    public async Task AutomateAsync()
    {
        _isAutomated = true;
        await _sync.PutSalesforceAsync("automation", new JsonObject
        {
            ["salesforce"] = new JsonArray(
                new JsonObject { ["type"] = "Task", ["append"] = new JsonObject { ["Description"] = " (seen)" }, ["set"] = new JsonObject { ["Priority"] = "High" } },
                new JsonObject { ["type"] = "Event", ["append"] = new JsonObject { ["Description"] = " (seen)" } }),
            ["hubspot"] = new JsonArray(
                new JsonObject { ["type"] = "tasks", ["append"] = new JsonObject { ["hs_task_body"] = "<p>read</p>" }, ["set"] = new JsonObject { ["hs_task_priority"] = "LOW" } },
                new JsonObject { ["type"] = "calls", ["append"] = new JsonObject { ["hs_call_body"] = "<p>read</p>" } },
                new JsonObject { ["type"] = "meetings", ["append"] = new JsonObject { ["hs_meeting_location"] = "!" } }),
        });
    }

    /// <summary>Some work of everybody.</summary>
    public async Task WorkAsync()
    {
        for (int made = _chance.Next(3); made > 0; made--)
        {
            await MakeAsync();
        }

        for (int edit = _chance.Next(12); edit > 0; edit--)
        {
            await EditThereAsync();
            await EditHereAsync();
        }

        if (_chance.Next(4) == 0 && Living("Event") is { Length: > 2 } events)
        {
            await _sync.DeleteRecordAsync("Event", IdOf(_chance.GetItems(events, 1)[0]));
        }
    }

    /// <summary>What both sides say of what stands on both, field by field.</summary>
    public SaidField[] Said()
    {
        Dictionary<string, JsonObject> rows = Living("Task").Concat(Living("Event")).ToDictionary(row => $"sf-{row["Id"]}");
        return
        [
            .. from family in Families
               from record in _sync.Made(family)
               let key = record.Property(HubSpotField.Key)!
               where rows.ContainsKey(key)
               from field in SideBySide.Of(key, family, record, rows[key], _isAutomated)
               select field,
            .. from task in _sync.Tasks
               let record = _sync.HubSpotRecord("tasks", task.Key["hs-task-".Length..])
               where record["archived"]?.GetValue<bool>() != true
               from field in SideBySide.Of(task.Key, "tasks", record, task.Value, _isAutomated)
               select field,
        ];
    }

    /// <summary>How many living records of Salesforce were born there, and how many living HubSpot tasks here.</summary>
    public (int There, int Here) Born() => (
        Living("Task").Concat(Living("Event")).Count(row => row.Text("HubSpot_Activity_Id__c") is null or ""),
        _sync.Simulator.Portal.Records("tasks").Count(record => record["archived"]?.GetValue<bool>() != true && string.IsNullOrEmpty(record.Property(HubSpotField.Key))));

    private async Task MakeAsync()
    {
        int number = ++_number;
        switch (_chance.Next(5))
        {
            case 0:
                await _sync.PutHubSpotAsync("tasks", PortalRecord.Task(50_000 + (number * 1_000L), Now, $"Here {number}", "NOT_STARTED", Now.AddDays(2), 101));
                break;
            case 1:
                await _sync.PutSalesforceAsync("records/Event", new JsonObject { ["Subject"] = $"There {number}", ["WhoId"] = LinkPortal.Lee, ["StartDateTime"] = "2026-12-01T09:00:00.000+0000", ["DurationInMinutes"] = 30 });
                break;
            default:
                await _sync.PutSalesforceAsync("records/Task", new JsonObject
                {
                    ["Subject"] = $"There {number}", ["WhoId"] = LinkPortal.Lee, ["TaskSubtype"] = _chance.GetItems(["Task", "Call", "Email"], 1)[0], ["Status"] = "Not Started", ["Priority"] = "Normal", ["ActivityDate"] = "2026-12-01",
                });
                break;
        }
    }

    private async Task EditThereAsync()
    {
        string type = _chance.Next(3) == 0 ? "Event" : "Task";
        if (Living(type) is { Length: > 0 } rows)
        {
            (string, string?) edit = _chance.Next(5) switch
            {
                0 => ("Description", $"Note {_chance.Next(100)}"),
                1 when type == "Task" => ("Status", _chance.GetItems(["Not Started", "In Progress", "Completed"], 1)[0]),
                1 => ("Location", $"Room {_chance.Next(10)}"),
                4 when type == "Task" => ("Priority", _chance.GetItems(["High", "Normal", "Low"], 1)[0]),
                2 when type == "Task" => ("ActivityDate", $"2026-12-{_chance.Next(1, 28):D2}"),
                _ => ("Subject", $"Edited there {_chance.Next(1_000)}"),
            };
            await _sync.EditAsync(type, IdOf(_chance.GetItems(rows, 1)[0]), edit);
        }

        _sync.Later(TimeSpan.FromSeconds(_chance.Next(1, 40)));
    }

    private async Task EditHereAsync()
    {
        string family = _chance.GetItems(Families, 1)[0];
        JsonObject[] records = [.. _sync.Simulator.Portal.Records(family).Where(record => record["archived"]?.GetValue<bool>() != true)];
        if (records.Length > 0)
        {
            (string, string?) edit = _chance.Next(5) switch
            {
                0 when family != "emails" => (Texts[family].Body, $"<p>Word {_chance.Next(100)}</p>"),
                1 when family == "tasks" => ("hs_task_status", _chance.GetItems(["NOT_STARTED", "COMPLETED", "WAITING"], 1)[0]),
                2 when family == "meetings" => ("hs_meeting_location", $"Hall {_chance.Next(10)}"),
                2 when family == "tasks" => ("hs_task_priority", _chance.GetItems(["HIGH", "MEDIUM", "LOW"], 1)[0]),
                3 when family != "meetings" => ("hs_timestamp", $"2026-12-{_chance.Next(1, 28):D2}T10:30:00Z"),
                _ => (Texts[family].Subject, $"Edited here {_chance.Next(1_000)}"),
            };
            await _sync.EditHubSpotAsync(family, _chance.GetItems(records, 1)[0]["id"]!.GetValue<string>(), edit);
        }

        _sync.Later(TimeSpan.FromSeconds(_chance.Next(1, 40)));
    }

    private DateTimeOffset Now => _sync.Simulator.Clock.GetUtcNow();

    private JsonObject[] Living(string type) => [.. _sync.Simulator.Org.Records(type).Where(row => row["IsDeleted"]?.GetValue<bool>() != true)];

    private static string IdOf(JsonObject row) => row["Id"]!.GetValue<string>();
}
