using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Sync;

/// <summary>What a run did so far, in numbers.</summary>
/// <remarks>Thread-safe. Every activity read is counted once more: as written, unchanged, skipped, failed, or still on its way.</remarks>
public sealed class RunCount
{
    /// <summary>The code under which changes are counted that somebody said no to; no activity is skipped by it, so the next run offers them again.</summary>
    public const string Declined = "Declined";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
    private int _read;
    private int _created;
    private int _updated;
    private int _deleted;
    private int _unchanged;
    private int _failed;

    /// <summary>Counts what was decided of an activity.</summary>
    public void Add(Decision decision)
    {
        lock (_gate)
        {
            _read++;
            if (decision is Skip { Because: SkipCode.Unchanged })
            {
                _unchanged++;
            }
            else if (decision is Skip skip)
            {
                AddSkip(skip.Code);
            }
        }
    }

    /// <summary>Counts a change that somebody said no to.</summary>
    public void AddDeclined()
    {
        lock (_gate)
        {
            AddSkip(Declined);
        }
    }

    /// <summary>Counts what became of a change.</summary>
    public void Add(Outcome outcome)
    {
        lock (_gate)
        {
            if (outcome.Fault is not null)
            {
                _failed++;
            }
            else if (outcome is { IsGone: true, Change.Action: Change.Update })
            {
                AddSkip(nameof(SkipCode.DeletedInSalesforce));
            }
            else if (outcome.Change.Action == Change.Create)
            {
                _created++;
            }
            else if (outcome.Change.Action == Change.Delete)
            {
                _deleted++;
            }
            else
            {
                _updated++;
            }
        }
    }

    /// <summary>Returns the numbers as they stand, in a run's record.</summary>
    public State.RunRecord In(State.RunRecord run)
    {
        lock (_gate)
        {
            return run with
            {
                Read = _read,
                Created = _created,
                Updated = _updated,
                Deleted = _deleted,
                Unchanged = _unchanged,
                Failed = _failed,
                Skipped = new SortedDictionary<string, int>(_skipped, StringComparer.Ordinal),
            };
        }
    }

    private void AddSkip(string code) => _skipped[code] = _skipped.GetValueOrDefault(code) + 1;
}
