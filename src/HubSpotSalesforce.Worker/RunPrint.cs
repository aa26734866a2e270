using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Worker;

/// <summary>Prints a run as it goes: lines for people, or JSON alone.</summary>
internal sealed class RunPrint
{
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly bool _isJson;

    public RunPrint(TextWriter @out, TextWriter error, bool isJson)
    {
        _out = @out;
        _error = error;
        _isJson = isJson;
    }

    public void Planned(PlanLine line) => _out.WriteLine(_isJson
        ? PlanFile.Line(line)
        : $"{line.Action,-7} {line.Key}  {(line.Action == "skip" ? $"{line.Reason}: {line.Sentence}" : line.Subject)}");

    /// <summary>Tells of refused records only: what was written stands in Salesforce.</summary>
    public void Written(SyncOutcome outcome)
    {
        if (outcome.Fault is { } fault)
        {
            _error.WriteLine($"{fault.Kind}: {fault.Message}");
        }
    }

    /// <summary>Tells what a person should know and that stops nothing.</summary>
    public void Warned(string message) => _error.WriteLine($"Warning: {message}");

    public void Ended(RunResult result, bool isPlan)
    {
        if (!_isJson)
        {
            _out.WriteLine(Summary(result, isPlan));
        }
        else if (!isPlan)
        {
            _out.WriteLine(Json.Runs([result]));
        }
    }

    public static string Summary(RunResult result, bool isPlan)
    {
        string skipped = result.Skipped.Count == 0 ? "none" : string.Join(", ", result.Skipped.Select(skip => $"{skip.Value} {skip.Key}"));
        string did = isPlan ? "planned" : $"created {result.Created}, updated {result.Updated}, deleted {result.Deleted}, unchanged {result.Unchanged}, failed {result.Failed}";
        return $"Run {result.RunId} {result.Ending}: read {result.Read}, {did}; skipped: {skipped}; calls: HubSpot {result.Calls.HubSpot}, Salesforce {result.Calls.Salesforce}.";
    }
}
