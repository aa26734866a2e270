using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Sync;

namespace HubSpotSalesforce.Runs;

/// <summary>Holds a reviewed plan against what is there today: only changes that are still the same go through (O27).</summary>
internal sealed class PlanReview
{
    private const int LinesAtOnce = 1_000;

    private readonly Func<string, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyList<Activity>>> _readAgain;
    private readonly Func<Activity[], CancellationToken, IAsyncEnumerable<Decision>> _decide;

    /// <summary>Creates a review.</summary>
    /// <param name="readAgain">Reads records of a kind or family again by their ids.</param>
    /// <param name="decide">Decides what would become of activities today.</param>
    public PlanReview(
        Func<string, IReadOnlyCollection<string>, CancellationToken, Task<IReadOnlyList<Activity>>> readAgain,
        Func<Activity[], CancellationToken, IAsyncEnumerable<Decision>> decide)
    {
        _readAgain = readAgain;
        _decide = decide;
    }

    public async IAsyncEnumerable<Decision> PlanAsync(IAsyncEnumerable<PlanLine> lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (PlanLine[] page in lines.Where(line => line.Action != "skip").Chunk(LinesAtOnce).WithCancellation(cancel))
        {
            Activity[] live = [.. (await ReadAgainAsync(page, cancel)).DistinctBy(activity => activity.Key)];
            Dictionary<string, Decision> decisions = await _decide(live, cancel).ToDictionaryAsync(decision => decision.Activity.Key, cancellationToken: cancel);
            foreach (PlanLine line in page.DistinctBy(line => line.Key))
            {
                yield return Still(line, decisions.GetValueOrDefault(line.Key));
            }
        }
    }

    private async Task<List<Activity>> ReadAgainAsync(PlanLine[] lines, CancellationToken cancel)
    {
        List<Activity> live = [.. lines.Where(line => line.Payload is not null).Select(line => ActivityPayload.Read(line.Payload!))];
        foreach (IGrouping<string, PlanLine> ofKind in lines.Where(line => line.Payload is null).GroupBy(line => line.Kind))
        {
            live.AddRange(await _readAgain(ofKind.Key, [.. ofKind.Select(line => line.SourceId)], cancel));
        }

        return live;
    }

    private static Decision Still(PlanLine line, Decision? now)
    {
        if (now is Change change && ChangeFingerprint.Of(change) == line.Fingerprint)
        {
            return change;
        }

        string today = now switch
        {
            null => "the activity is not shown any more",
            Skip skip => $"today it would be skipped: {skip.Reason}",
            _ => $"today it would {now.Action} something else",
        };
        return new Skip
        {
            Activity = now?.Activity ?? new Activity { Key = line.Key, Kind = line.Kind, SourceId = line.SourceId, OccurredAt = line.OccurredAt },
            Contact = now?.Contact,
            Because = SkipCode.PlanStale,
            Reason = $"The plan says {line.Action} '{line.Subject}'; {today}.",
        };
    }
}
