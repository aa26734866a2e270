using HubSpotSalesforce.Simulator.Faults;

namespace HubSpotSalesforce.Simulator;

/// <summary>The faults that are switched on. The first rule that strikes a call decides; all rules count the calls they match.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private TaskCompletionSource _end = NotYet();

    /// <summary>The rules, in order, with how many calls each matched and struck.</summary>
    public (FaultRule Rule, int Matched, int Struck)[] Rules
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Select(entry => (entry.Rule, entry.Matched, entry.Struck))];
            }
        }
    }

    /// <summary>Whether a rule asks for what requests contain.</summary>
    internal bool ReadsBodies
    {
        get
        {
            lock (_gate)
            {
                return _entries.Any(entry => entry.Rule.Contains is not null);
            }
        }
    }

    /// <summary>Replaces all rules; their counts start at nothing, and calls that hang go on.</summary>
    public void Set(IEnumerable<FaultRule> rules)
    {
        TaskCompletionSource former;
        lock (_gate)
        {
            _entries.Clear();
            _entries.AddRange(rules.Select(rule => new Entry(rule)));
            former = _end;
            _end = NotYet();
        }

        former.SetResult();
    }

    /// <summary>Takes a call in, and returns what happens to it.</summary>
    /// <param name="host"><c>hubspot</c> or <c>salesforce</c>.</param>
    /// <param name="endpoint">Method and path.</param>
    /// <param name="body">The request's body, or nothing where no rule asks for it.</param>
    internal FaultStrike Take(string host, string endpoint, string body)
    {
        lock (_gate)
        {
            Entry? struck = null;
            bool keepsPage = false;
            foreach (Entry entry in _entries.Where(entry => entry.Rule.Matches(host, endpoint, body)))
            {
                entry.Matched++;
                keepsPage |= entry.Rule.IsAboutPages;
                struck ??= entry.Rule.Strikes(entry.Matched) ? entry : null;
            }

            if (struck is not null)
            {
                struck.Struck++;
            }

            return new FaultStrike(struck?.Rule, keepsPage, _end.Task);
        }
    }

    private static TaskCompletionSource NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Entry(FaultRule rule)
    {
        public FaultRule Rule => rule;

        public int Matched { get; set; }

        public int Struck { get; set; }
    }
}
