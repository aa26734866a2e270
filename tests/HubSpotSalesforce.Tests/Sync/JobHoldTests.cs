using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Sync;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.State;

namespace HubSpotSalesforce.Tests.Sync;

/// <summary>What is held back for a job, and for how long.</summary>
public sealed class JobHoldTests
{
    private readonly JumpingClock _clock = new();

    [Theory]    // O22: a source that is slow must not keep what was read from being written
    [InlineData(3, false)]
    [InlineData(12, true)]
    public void What_was_held_for_a_minute_goes_with_the_next(int held, bool isJob)
    {
        JobHold hold = Hold(from: 10);
        for (int id = 1; id < held; id++)
        {
            Assert.Null(hold.Add(Closed(id)));
        }

        _clock.Now += TimeSpan.FromSeconds(61);
        (bool IsJob, List<Change> Changes)? released = hold.Add(Closed(held));

        Assert.Equal((isJob, held), (released!.Value.IsJob, released.Value.Changes.Count));
        Assert.Empty(hold.Rest().Changes);
        Assert.Null(hold.Add(Closed(99)));    // and the time starts anew
    }

    [Theory]
    [InlineData(10, true, true, true)]
    [InlineData(0, true, true, false)]    // never
    [InlineData(10, false, true, false)]    // an open task locks its parent
    [InlineData(10, true, false, false)]    // no jobs
    public void Only_creates_of_closed_tasks_are_held_and_only_where_there_are_jobs(int from, bool isClosed, bool hasJobs, bool isHeld)
    {
        JobHold hold = new(hasJobs ? new FakeJobs(new FakeWriter()) : null, from, _clock);

        Assert.Equal(isHeld, hold.Takes(Closed(1) with { IsClosed = isClosed }));
        Assert.False(hold.Takes(Closed(1) with { Does = Change.Update }));
        Assert.Empty(hold.Rest().Changes);
    }

    private JobHold Hold(int from) => new(new FakeJobs(new FakeWriter()), from, _clock);

    private static Change Closed(int id) => Sample.Create($"hs-call-{id}") with { IsClosed = true };
}
