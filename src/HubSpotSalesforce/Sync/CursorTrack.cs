using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Sync;

/// <summary>Knows how far the cursors of a run may move: never past an activity whose write has no outcome.</summary>
/// <remarks>Not thread-safe. A read is cut into stretches; a stretch is done when it was read to its end and nothing of it is on its way.</remarks>
internal sealed class CursorTrack
{
    private readonly Dictionary<string, Queue<Stretch>> _kinds = [];
    private readonly Dictionary<string, Stretch> _onTheWay = [];

    /// <summary>Whether a write of this key has no outcome yet.</summary>
    public bool IsOnTheWay(string key) => _onTheWay.ContainsKey(key);

    /// <summary>Takes note of a write that was planned.</summary>
    public void Plan(string kind, string key)
    {
        Stretch stretch = Open(kind);
        stretch.Open++;
        _onTheWay[key] = stretch;
    }

    /// <summary>Takes note of a write's outcome.</summary>
    public void Settle(string key)
    {
        if (_onTheWay.Remove(key, out Stretch? stretch))
        {
            stretch.Open--;
        }
    }

    /// <summary>Closes the kind's stretch: all before this cursor was read.</summary>
    public void Close(SourceCursor cursor) => Open(cursor.Kind).Cursor = cursor;

    /// <summary>Returns the cursors that may move now, the furthest of each kind, with the counters of all stretches up to it.</summary>
    public IEnumerable<SourceCursor> Ready()
    {
        foreach (Queue<Stretch> stretches in _kinds.Values)
        {
            SourceCursor? furthest = null;
            while (stretches.TryPeek(out Stretch? first) && first is { Open: 0, Cursor: not null })
            {
                SourceCursor next = stretches.Dequeue().Cursor!;
                furthest = furthest is null ? next : next with { Counters = Merged(furthest.Counters, next.Counters) };
            }

            if (furthest is not null)
            {
                yield return furthest;
            }
        }
    }

    private static IReadOnlyDictionary<string, int> Merged(IReadOnlyDictionary<string, int> earlier, IReadOnlyDictionary<string, int> later)
        => earlier.Count == 0 ? later : new Dictionary<string, int>(earlier.Where(counter => !later.ContainsKey(counter.Key)).Concat(later));

    private Stretch Open(string kind)
    {
        if (!_kinds.TryGetValue(kind, out Queue<Stretch>? stretches))
        {
            _kinds[kind] = stretches = new Queue<Stretch>();
        }

        if (stretches.Count == 0 || stretches.Last().Cursor is not null)
        {
            stretches.Enqueue(new Stretch());
        }

        return stretches.Last();
    }

    private sealed class Stretch
    {
        public int Open { get; set; }

        public SourceCursor? Cursor { get; set; }
    }
}
