using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>Holds the first run of a kind back until it is known how many tasks it would create (O15).</summary>
internal sealed class CreateGuard
{
    private readonly RunLimit _limit;
    private readonly string _spoolPath;
    private readonly string _whose;

    /// <summary>Creates a guard.</summary>
    /// <param name="limit">The most creates that go through without a second word.</param>
    /// <param name="spoolPath">Where the plan is left when there are more.</param>
    /// <param name="added">The kinds that are read for the first time where others were before; empty for the first run of all.</param>
    public CreateGuard(RunLimit limit, string spoolPath, IReadOnlyCollection<ActivityKind> added)
    {
        _whose = added.Count == 0 ? "The first run" : $"The first run of {string.Join(", ", added)}";
        _limit = limit;
        _spoolPath = spoolPath;
    }

    /// <summary>Where the plan is left beside a store.</summary>
    public static string PlanBeside(string storePath) => storePath + ".plan.jsonl";

    /// <summary>Passes skips on as they come, and changes once it is sure that they are not too many.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.LimitReached"/>: they are; the plan was left in a file and no change was passed on.</exception>
    public async IAsyncEnumerable<Decision> HoldAsync(IAsyncEnumerable<Decision> decisions, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<Change> held = [];
        int creates = 0;
        StreamWriter? spool = null;
        try
        {
            await foreach (Decision decision in decisions.WithCancellation(cancel))
            {
                creates += decision is Change { Action: Change.Create } ? 1 : 0;
                if (decision is not Change change || _limit.IsTold)    // a plan has nothing to hold back
                {
                    yield return decision;
                    continue;
                }

                held.Add(change);
                if (creates > _limit.Max)
                {
                    spool ??= File.CreateText(_spoolPath);
                    await SpoolAsync(held, spool);
                }
            }
        }
        finally
        {
            if (spool is not null)
            {
                await spool.DisposeAsync();
            }
        }

        _limit.Check(
            creates,
            $"{_whose} would create {creates} tasks, more than limits.maxCreates ({_limit.Max}).",
            _spoolPath,
            $"Nothing was written; the plan is in {_spoolPath}. Read it, then go on with -Plan (--plan) and that file, or with -Force (--force) for all of it.");

        foreach (Change change in held)
        {
            yield return change;
        }
    }

    private static async Task SpoolAsync(List<Change> held, StreamWriter spool)
    {
        foreach (Change change in held)
        {
            await spool.WriteLineAsync(PlanFile.Line(PlanLine.Of(change)));
        }

        held.Clear();
    }
}
