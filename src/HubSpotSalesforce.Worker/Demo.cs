using System.Globalization;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Worker;

/// <summary>Tells the story of the job: both sides are prepared, a plan is made and carried out, and what people do in Salesforce comes back to HubSpot.</summary>
internal sealed class Demo
{
    private static readonly TimeSpan SwitchedOnBefore = TimeSpan.FromDays(14);

    private readonly SimulatorProcess _simulator;
    private readonly DemoFolder _folder;
    private readonly TextWriter _out;
    private readonly TimeProvider _clock;
    private readonly RunHost _host;
    private string? _person;

    public Demo(SimulatorProcess simulator, DemoFolder folder, TextWriter @out, TimeProvider clock)
    {
        _simulator = simulator;
        _folder = folder;
        _out = @out;
        _clock = clock;
        _host = new RunHost { Clock = clock, Environment = _ => null, Secrets = new EnvironmentSecrets(SecretOf) };
    }

    /// <summary>How many records were refused, all runs together.</summary>
    public int Failed { get; private set; }

    /// <summary>Tells the story.</summary>
    /// <param name="takesHistory">Whether everything that ever happened comes in, and not the last two weeks alone.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The runs as JSON.</returns>
    public async Task<string> RunAsync(bool takesHistory, CancellationToken cancel)
    {
        await _out.WriteLineAsync($"A simulated HubSpot portal answers at {_simulator.HubSpotUrl}, a simulated Salesforce org at {_simulator.SalesforceUrl}.");
        _folder.WriteSettings(_simulator, takesHistory ? DateTimeOffset.UnixEpoch : _clock.GetUtcNow() - SwitchedOnBefore, takesHistory);
        await _out.WriteLineAsync($"Settings: {_folder.SettingPath}");
        await PrepareAsync(cancel);
        await PlanAsync(cancel);

        RunResult[] first = await SyncAsync("3. The first run writes what the plan says, each activity once; Salesforce has nothing new for HubSpot yet", cancel);
        await WorkAsync(cancel);
        RunResult[] back = await SyncAsync("5. The next run brings both to HubSpot", cancel);
        RunResult[] last = await SyncAsync("6. A last run finds nothing left to do, either way", cancel);
        await ReportAsync(cancel);
        string runs = Json.Runs([.. first, .. back, .. last]);
        await File.WriteAllTextAsync(_folder.RunPath, runs + "\n", cancel);

        await _out.WriteLineAsync();
        await _out.WriteLineAsync($"Created in Salesforce: {Created([.. first, .. back, .. last], "Salesforce")}. Came back to HubSpot: {Created([.. first, .. back, .. last], "HubSpot")}.");
        await _out.WriteLineAsync($"Left in {Path.GetDirectoryName(_folder.RunPath)}:");
        foreach ((string name, string purpose) in _folder.Files)
        {
            await _out.WriteLineAsync($"   {name,-24} {purpose}");
        }

        await _out.WriteLineAsync("Your own portal: write such a settings file, then run --settings FILE --plan-only.");
        return runs;
    }

    private static int Created(RunResult[] runs, string target) => runs.Where(run => run.Target == target).Sum(run => run.Created);

    private async Task PrepareAsync(CancellationToken cancel)
    {
        await HeadAsync("1. Both sides are prepared: three fields and the right to write them in Salesforce, a property in HubSpot");
        using Preparation org = await Preparation.OfOrgAsync(_folder.SettingPath, _host, cancel);
        await PrepareAsync(org, cancel);
        using Preparation portal = await Preparation.OfPortalAsync(_folder.SettingPath, _host, cancel);
        await PrepareAsync(portal, cancel);
    }

    private async Task PrepareAsync(Preparation preparation, CancellationToken cancel)
    {
        foreach (SetupStep step in await preparation.PlanAsync(cancel))
        {
            SetupStep taken = step.Status == "needed" ? await preparation.ApplyAsync(step, cancel) : step;
            await _out.WriteLineAsync($"   {taken.Status,-8} {taken.Target}");
            if (taken.Status == "refused")
            {
                throw new SyncException(FaultKind.OrgUnready, taken.Target, $"{taken.Detail} {taken.Action}");
            }
        }
    }

    // What people do in Salesforce between two runs.
    private async Task WorkAsync(CancellationToken cancel)
    {
        await HeadAsync("4. Somebody in Salesforce plans a meeting with one of these people, and logs a call");
        DateTimeOffset start = new DateTimeOffset(_clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(3).AddHours(9);
        await MakeAsync("Event", new JsonObject
        {
            ["Subject"] = "Demo of the new release",
            ["WhoId"] = _person,
            ["StartDateTime"] = At(start),
            ["EndDateTime"] = At(start.AddHours(1)),
            ["DurationInMinutes"] = 60,
        }, cancel);
        await MakeAsync("Task", new JsonObject
        {
            ["Subject"] = "Called about the renewal",
            ["TaskSubtype"] = "Call",
            ["Status"] = "Completed",
            ["Priority"] = "Normal",
            ["WhoId"] = _person,
            ["ActivityDate"] = At(_clock.GetUtcNow())[..10],
            ["Description"] = "They renew for two years.",
        }, cancel);
    }

    private async Task MakeAsync(string type, JsonObject record, CancellationToken cancel)
    {
        await _simulator.MakeAsync(type, record, cancel);
        await _out.WriteLineAsync($"   {type,-8} {record["Subject"]}");
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.000+0000", CultureInfo.InvariantCulture);

    private async Task PlanAsync(CancellationToken cancel)
    {
        await HeadAsync("2. The plan: a decision and a reason for every activity, and nothing written yet");
        List<PlanLine> lines = [];
        await using (StreamWriter file = File.CreateText(_folder.PlanPath))
        await using (TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = _folder.SettingPath, PlanOnly = true }, _host, cancel))
        {
            await run.ExecuteAsync(
                line =>
                {
                    file.WriteLine(PlanFile.Line(line));
                    lines.Add(line);
                },
                null,
                cancel);
        }

        _person = lines.FirstOrDefault(line => line.Who is not null)?.Who;
        await _out.WriteLineAsync($"   {"kind",-24} {"read",6} {"create",7} {"skip",6}   why skipped");
        foreach (IGrouping<string, PlanLine> kind in lines.GroupBy(line => line.Kind))
        {
            string why = string.Join(", ", kind.Where(line => line.Action == "skip").GroupBy(line => line.Reason).OrderByDescending(reason => reason.Count()).Select(reason => $"{reason.Count()} {reason.Key}"));
            await _out.WriteLineAsync($"   {kind.Key,-24} {kind.Count(),6} {kind.Count(line => line.Action != "skip"),7} {kind.Count(line => line.Action == "skip"),6}   {why}");
        }

        await ExamplesAsync(lines);
    }

    // One skipped activity of each reason, told in full: the reasons are the point of a plan.
    private async Task ExamplesAsync(List<PlanLine> lines)
    {
        foreach (PlanLine line in lines.Where(line => line.Action == "skip").DistinctBy(line => line.Reason))
        {
            await _out.WriteLineAsync($"   {line.Reason}: {line.Key}. {line.Sentence}");
        }
    }

    private async Task<RunResult[]> SyncAsync(string head, CancellationToken cancel)
    {
        await HeadAsync(head);
        await using BothWays both = await BothWays.OpenAsync(new RunRequest { SettingPath = _folder.SettingPath }, _host, cancel);
        RunResult[] results = await both.ExecuteAsync(null, Written, cancel);
        foreach (RunResult result in results)
        {
            Failed += result.Failed;
            await _out.WriteLineAsync($"   to {result.Target}: read {result.Read}, created {result.Created}, updated {result.Updated}, unchanged {result.Unchanged}, failed {result.Failed}");
            await _out.WriteLineAsync($"      skipped: {(result.Skipped.Count == 0 ? "none" : string.Join(", ", result.Skipped.Select(skip => $"{skip.Value} {skip.Key}")))}");
            await _out.WriteLineAsync($"      calls: HubSpot {result.Calls.HubSpot}, Salesforce {result.Calls.Salesforce}");
        }

        return results;
    }

    private async Task ReportAsync(CancellationToken cancel)
    {
        await HeadAsync("7. A report of what stands in Salesforce now, to be opened in a browser");
        using ReportRun report = await ReportRun.OpenAsync(new ReportRequest { SettingPath = _folder.SettingPath, Title = "HubSpot activities of the demo" }, _host, cancel);
        FileInfo file = await report.WriteAsync(_folder.ReportPath, overwrites: true, cancel);
        await _out.WriteLineAsync($"   {file.FullName}");
    }

    // What comes back to HubSpot is little, and told one by one.
    private void Written(SyncOutcome outcome)
    {
        if (outcome.Fault is { } fault)
        {
            _out.WriteLine($"   refused: {fault.Message}");
        }
        else if (outcome.Target is not ("Task" or "Event"))
        {
            _out.WriteLine($"   {outcome.Status} in HubSpot: {outcome.Target}/{outcome.HubSpotId} '{outcome.Subject}', of {outcome.SalesforceId}");
        }
    }

    private async Task HeadAsync(string head)
    {
        await _out.WriteLineAsync();
        await _out.WriteLineAsync(head);
    }

    private string? SecretOf(string name) => name switch
    {
        "DEMO_HUBSPOT_TOKEN" => _simulator.HubSpotToken,
        "DEMO_SALESFORCE_SECRET" => _simulator.ClientSecret,
        _ => null,
    };
}
