using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>Tells a fault of the org from faults of records (O17): fifty refusals in a row, or half of two hundred, with one code.</summary>
/// <remarks>Thread-safe. A new required field must stop the run, not make an issue of every activity.</remarks>
internal sealed class FaultWatch
{
    private const int InARow = 50;
    private const int Sample = 200;

    private readonly Lock _gate = new();
    private readonly Queue<string?> _latest = new();
    private string? _code;
    private int _row;

    /// <summary>Takes note of outcomes; returns the fault that stops the run, or null.</summary>
    public SyncException? Add(IEnumerable<Outcome> outcomes)
    {
        lock (_gate)
        {
            foreach (Outcome outcome in outcomes)
            {
                string? code = outcome.Fault?.ApiCode;
                _row = code is not null && code == _code ? _row + 1 : code is null ? 0 : 1;
                _code = code;
                _latest.Enqueue(code);
                if (_latest.Count > Sample)
                {
                    _latest.Dequeue();
                }

                if (outcome.Fault is { } fault && code is not null && (_row >= InARow || IsHalf(code)))
                {
                    return Stop(fault, code);
                }
            }

            return null;
        }
    }

    private bool IsHalf(string code) => _latest.Count == Sample && _latest.Count(one => one == code) * 2 >= Sample;

    private static SyncException Stop(SyncException fault, string code) => new(
        FaultKind.OrgUnready,
        fault.About,
        $"Salesforce refuses one record after the other with {code}: the org's rules stand against all of them. The last answer was: {fault.Message} "
        + "Change the rule or the mapping; the next run then goes on where this one stopped.",
        fault)
    { ApiCode = code };
}
