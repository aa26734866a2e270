using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary>Runs, and prints the runs as they go: lines for people, or JSON alone.</summary>
internal sealed class RunPrint
{
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly bool _isJson;
    private readonly bool _isPlan;
    private readonly List<RunResult> _results = [];

    public RunPrint(TextWriter @out, TextWriter error, bool isJson, bool isPlan)
    {
        _out = @out;
        _error = error;
        _isJson = isJson;
        _isPlan = isPlan;
    }

    /// <summary>Tells what a person should know and that stops nothing.</summary>
    public void Warned(string message) => _error.WriteLine($"Warning: {message}");

    /// <summary>Carries out one run or several, one after the other.</summary>
    /// <param name="open">Hands over each run, opened.</param>
    /// <param name="cancel">Ends them.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Func<Func<DirectedRun, Task>, Task> open, CancellationToken cancel)
    {
        try
        {
            await open(run => CarryOutAsync(run, cancel));
        }
        finally
        {
            if (_isJson && !_isPlan && _results.Count > 0)
            {
                _out.WriteLine(Json.Runs(_results));
            }
        }

        if (_results.Count == 0)
        {
            Warned("Nothing is switched on, so there is nothing to do. Switch a kind on under timeline.kinds, or a family under salesforceToHubSpot.");
        }

        return _results.Any(result => result.Failed > 0) || _results.LastOrDefault()?.Conflicts > 0 ? ExitCode.SomeRefused : ExitCode.Completed;
    }

    public static string Summary(RunResult result, bool isPlan)
    {
        string skipped = result.Skipped.Count == 0 ? "none" : string.Join(", ", result.Skipped.Select(skip => $"{skip.Value} {skip.Key}"));
        string did = isPlan ? "planned" : $"created {result.Created}, updated {result.Updated}, deleted {result.Deleted}, unchanged {result.Unchanged}, failed {result.Failed}{(result.Conflicts > 0 ? $", in conflict {result.Conflicts}" : "")}";
        return $"Run {result.RunId} to {result.Target} {result.Ending}: read {result.Read}, {did}; skipped: {skipped}; calls: HubSpot {result.Calls.HubSpot}, Salesforce {result.Calls.Salesforce}.";
    }

    private async Task CarryOutAsync(DirectedRun run, CancellationToken cancel)
    {
        run.Conflicted += (fault, _) => _error.WriteLine($"{fault.Kind}: {fault.Message}");
        try
        {
            await run.ExecuteAsync(_isPlan ? Planned : null, Written, cancel);
        }
        finally
        {
            _results.Add(run.Result);
            if (!_isJson)
            {
                _out.WriteLine(Summary(run.Result, _isPlan));
            }
        }
    }

    private void Planned(PlanLine line) => _out.WriteLine(_isJson
        ? PlanFile.Line(line)
        : $"{line.Action,-7} {line.Key}  {(line.Action == "skip" ? $"{line.Reason}: {line.Sentence}" : line.Subject)}");

    // Refused records only: what was written stands on the other side.
    private void Written(SyncOutcome outcome)
    {
        if (outcome.Fault is { } fault)
        {
            _error.WriteLine($"{fault.Kind}: {fault.Message}");
        }
    }
}
