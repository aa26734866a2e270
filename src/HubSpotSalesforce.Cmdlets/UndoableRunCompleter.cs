using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Completes the ids of runs that can be taken back: they wrote to Salesforce, and no undo took them back. Newest first.</summary>
public sealed class UndoableRunCompleter : RunLogCompleter
{
    private const int Most = 100;

    private protected override async Task<(string Word, string ToolTip)[]> WordsAsync(RunLog log, CancellationToken soon)
    {
        IReadOnlyList<RunRecord> runs = await log.RunsAsync(Most, soon);
        HashSet<string?> undone = [.. runs.Select(run => run.Undoes)];
        return
        [
            .. runs.Where(run => run is { Target: Side.Salesforce, Undoes: null } && run.Created + run.Updated > 0 && !undone.Contains(run.RunId))
                .Select(run => (run.RunId, $"{run.StartedAt.UtcDateTime:u}: {run.Created} created, {run.Updated} updated")),
        ];
    }
}
