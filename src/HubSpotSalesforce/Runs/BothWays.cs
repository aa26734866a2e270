namespace HubSpotSalesforce.Runs;

/// <summary>Both ways in one lease: first what HubSpot has for Salesforce, then what Salesforce has for HubSpot.</summary>
/// <remarks>Each way writes its own side only; what one side wins of a conflict is carried by its own way. For one caller at a time.</remarks>
public sealed class BothWays : IAsyncDisposable
{
    private readonly RunFooting _footing;

    private BothWays(RunFooting footing) => _footing = footing;

    /// <summary>Raised for every activity that is skipped or unchanged, on any thread.</summary>
    public event Action<PlanLine>? Skipped;

    /// <summary>Raised for what a person should know and that stops nothing; on any thread.</summary>
    public event Action<string>? Warned;

    /// <summary>Opens both ways: the settings are checked and the store is taken; each way checks its own side when it begins.</summary>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public static Task<BothWays> OpenAsync(RunRequest request, RunHost host, CancellationToken cancel)
        => RunFooting.OpenAsync(request, host, footing => Task.FromResult(new BothWays(footing)), cancel);

    /// <summary>Opens one way after the other and hands each to the caller, who plans and writes it; a way that has nothing switched on is left out.</summary>
    /// <param name="run">Plans and writes one way, and completes it.</param>
    /// <param name="cancel">Ends the run.</param>
    /// <exception cref="SyncException">Any kind that stops a run; the other way is not begun.</exception>
    public async Task EachAsync(Func<DirectedRun, Task> run, CancellationToken cancel)
    {
        bool isTimelineOn = _footing.Session.Setting.Timeline.Kinds.Values.Any(kind => kind.Sync);
        bool isBackOn = RecordSetup.On(_footing.Session.Setting).Length > 0;
        if (isTimelineOn || isBackOn)
        {
            await TakeAsync(await RunOpening.OpenAsync(_footing, isShared: true, cancel), run);
        }

        if (isBackOn)
        {
            await TakeAsync(await RecordOpening.OpenAsync(_footing, isShared: true, cancel), run);
        }

        if (_footing.Conflicts.OfBefore is { } said)
        {
            Warned?.Invoke(said);
        }
    }

    /// <summary>Plans and writes both ways.</summary>
    /// <param name="planned">Told of every decision.</param>
    /// <param name="written">Told of every outcome.</param>
    /// <param name="cancel">Ends the run.</param>
    /// <returns>What each way did, in their order.</returns>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public async Task<RunResult[]> ExecuteAsync(Action<PlanLine>? planned, Action<SyncOutcome>? written, CancellationToken cancel)
    {
        List<RunResult> results = [];
        await EachAsync(async run => results.Add(await run.ExecuteAsync(planned, written, cancel)), cancel);
        return [.. results];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _footing.DisposeAsync();

    private async Task TakeAsync(DirectedRun run, Func<DirectedRun, Task> take)
    {
        await using (run)
        {
            run.Skipped += line => Skipped?.Invoke(line);
            run.Warned += said => Warned?.Invoke(said);
            await take(run);
        }
    }
}
