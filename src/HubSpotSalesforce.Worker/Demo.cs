using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Worker;

/// <summary>Tells the story of the job: an org is prepared, a plan is made, carried out, and carried out again.</summary>
internal sealed class Demo
{
    private static readonly TimeSpan SwitchedOnBefore = TimeSpan.FromDays(14);

    private readonly SimulatorProcess _simulator;
    private readonly DemoFolder _folder;
    private readonly TextWriter _out;
    private readonly TimeProvider _clock;
    private readonly RunHost _host;

    public Demo(SimulatorProcess simulator, DemoFolder folder, TextWriter @out, TimeProvider clock)
    {
        _simulator = simulator;
        _folder = folder;
        _out = @out;
        _clock = clock;
        _host = new RunHost { Clock = clock, Environment = _ => null, Secrets = new EnvironmentSecrets(SecretOf) };
    }

    /// <summary>How many records were refused, both runs together.</summary>
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

        RunResult first = await SyncAsync("3. The first run writes what the plan says, each activity once", cancel);
        RunResult second = await SyncAsync("4. A second run finds nothing left to do", cancel);
        await ReportAsync(cancel);
        string runs = Json.Runs([first, second]);
        await File.WriteAllTextAsync(_folder.RunPath, runs + "\n", cancel);

        await _out.WriteLineAsync();
        await _out.WriteLineAsync($"Left in {Path.GetDirectoryName(_folder.RunPath)}: the settings, the state ({Path.GetFileName(_folder.StatePath)}), plan.jsonl (one line an activity), run.json and report.html.");
        await _out.WriteLineAsync("Your own portal: write such a settings file, then run --settings FILE --plan-only.");
        return runs;
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        await HeadAsync("1. The org is prepared: three fields, and the right to write them");
        using OrgPreparation preparation = await OrgPreparation.OpenAsync(_folder.SettingPath, _host, cancel);
        foreach (Salesforce.OrgStep step in await preparation.PlanAsync(cancel))
        {
            Salesforce.OrgStep done = step.Status == "needed" ? await preparation.ApplyAsync(step, cancel) : step;
            await _out.WriteLineAsync($"   {done.Status,-8} {done.Target}");
            if (done.Status == "refused")
            {
                throw new SyncException(FaultKind.OrgUnready, done.Target, $"{done.Detail} {done.Action}");
            }
        }
    }

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

    private async Task<RunResult> SyncAsync(string head, CancellationToken cancel)
    {
        await HeadAsync(head);
        await using TimelineRun run = await TimelineRun.OpenAsync(new RunRequest { SettingPath = _folder.SettingPath }, _host, cancel);
        RunResult result = await run.ExecuteAsync(null, outcome => Refused(outcome), cancel);
        Failed += result.Failed;
        await _out.WriteLineAsync($"   read {result.Read}, created {result.Created}, updated {result.Updated}, unchanged {result.Unchanged}, failed {result.Failed}");
        await _out.WriteLineAsync($"   skipped: {(result.Skipped.Count == 0 ? "none" : string.Join(", ", result.Skipped.Select(skip => $"{skip.Value} {skip.Key}")))}");
        await _out.WriteLineAsync($"   calls: HubSpot {result.Calls.HubSpot}, Salesforce {result.Calls.Salesforce}");
        return result;
    }

    private async Task ReportAsync(CancellationToken cancel)
    {
        await HeadAsync("5. A report of what stands in Salesforce now, to be opened in a browser");
        using ReportRun report = await ReportRun.OpenAsync(new ReportRequest { SettingPath = _folder.SettingPath, Title = "HubSpot activities of the demo" }, _host, cancel);
        FileInfo file = await report.WriteAsync(_folder.ReportPath, overwrites: true, cancel);
        await _out.WriteLineAsync($"   {file.FullName}");
    }

    private void Refused(SyncOutcome outcome)
    {
        if (outcome.Fault is { } fault)
        {
            _out.WriteLine($"   refused: {fault.Message}");
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
