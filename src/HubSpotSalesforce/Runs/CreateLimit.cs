using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Runs;

/// <summary>Ends a plan at <c>limits.maxCreatesPerRun</c>: that many are written, and the cursor of the kind that reached it stays where it was (O15).</summary>
internal sealed class CreateLimit
{
    private readonly int? _max;

    public CreateLimit(int? max) => _max = max;

    /// <summary>Passes decisions on up to the first create that is too many.</summary>
    public async IAsyncEnumerable<Decision> EndAsync(IAsyncEnumerable<Decision> decisions, [EnumeratorCancellation] CancellationToken cancel)
    {
        int left = _max ?? int.MaxValue;
        await foreach (Decision decision in decisions.WithCancellation(cancel))
        {
            if (decision is Change { Action: Change.Create } && left-- == 0)
            {
                yield break;
            }

            yield return decision;
        }
    }
}
