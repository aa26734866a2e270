using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.State;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;

namespace HubSpotSalesforce.Tests.Sync;

public sealed class CursorTrackTests
{
    private readonly CursorTrack _track = new();

    [Fact]
    public void A_cursor_moves_once_everything_before_it_has_an_outcome()
    {
        _track.Plan("callMade", "a");
        _track.Plan("callMade", "b");
        _track.Close(Cursor(1));
        _track.Settle("a");
        Assert.Empty(_track.Ready());

        _track.Settle("b");

        Assert.Equal([Cursor(1)], _track.Ready());
        Assert.Empty(_track.Ready());    // told once
    }

    [Fact]
    public void A_stretch_that_was_not_read_to_its_end_moves_nothing()
    {
        _track.Plan("callMade", "a");
        _track.Settle("a");

        Assert.Empty(_track.Ready());
    }

    [Fact]
    public void A_later_stretch_waits_for_the_earlier_one_and_then_the_furthest_counts()
    {
        _track.Plan("callMade", "a");
        _track.Close(Cursor(1));
        _track.Plan("callMade", "b");
        _track.Close(Cursor(2));
        _track.Settle("b");
        Assert.Empty(_track.Ready());

        _track.Settle("a");

        Assert.Equal([Cursor(2)], _track.Ready());
    }

    // O11
    [Fact]
    public void What_was_seen_of_counters_comes_with_the_cursor_that_passes_it()
    {
        _track.Plan("callMade", "a");
        _track.Close(Cursor(1) with { Counters = new Dictionary<string, int> { ["x"] = 1, ["y"] = 1 } });
        _track.Close(Cursor(2) with { Counters = new Dictionary<string, int> { ["x"] = 2 } });
        _track.Settle("a");

        SourceCursor moved = Assert.Single(_track.Ready());

        Assert.Equal((Cursor(2).Since, 2, 1), (moved.Since, moved.Counters["x"], moved.Counters["y"]));
    }

    [Fact]
    public void Kinds_do_not_wait_for_each_other()
    {
        _track.Plan("callMade", "a");
        _track.Close(Cursor(1));
        _track.Close(Cursor(5, "noteCreated"));

        Assert.Equal([Cursor(5, "noteCreated")], _track.Ready());
        Assert.True(_track.IsOnTheWay("a"));
        Assert.False(_track.IsOnTheWay("b"));
    }

    [Fact]
    public void No_cursor_ever_passes_a_write_without_an_outcome()
    {
        // A step plans the next key, closes a stretch, or settles one of those on their way.
        Prop.ForAll(Gen.Choose(0, 9).ListOf().ToArbitrary(), steps =>
        {
            CursorTrack track = new();
            List<(int Stretch, string Key)> open = [];
            (int stretch, int next) = (1, 0);
            foreach (int step in steps)
            {
                if (step < 4)
                {
                    string key = $"k{next++}";
                    track.Plan("callMade", key);
                    open.Add((stretch, key));
                }
                else if (step < 6)
                {
                    track.Close(Cursor(stretch++));
                }
                else if (open.Count > 0)
                {
                    track.Settle(open[step % open.Count].Key);
                    open.RemoveAt(step % open.Count);
                }

                if (track.Ready().Any(cursor => open.Any(one => Cursor(one.Stretch).Since <= cursor.Since)))
                {
                    return false;
                }
            }

            // And once all is settled and read, the last one moves, unless it did.
            open.ForEach(one => track.Settle(one.Key));
            track.Close(Cursor(stretch));
            return track.Ready().Single() == Cursor(stretch);
        }).QuickCheckThrowOnFailure();
    }

    private static SourceCursor Cursor(int days, string kind = "callMade") => new("Objects", kind, Sample.Noon.AddDays(days), "hash");
}
