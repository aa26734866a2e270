using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Remote;

namespace HubSpotSalesforce.Tests.Remote;

public sealed class PaceTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task As_many_as_fit_go_at_once_and_the_next_waits_for_the_window_to_pass()
    {
        Pace pace = new(3, Window, _clock);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => pace.WaitAsync(CancellationToken.None)));
        Task fourth = pace.WaitAsync(CancellationToken.None);

        _clock.Advance(Window - TimeSpan.FromMilliseconds(1));
        Assert.False(fourth.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(2));
        await fourth;
    }

    [Fact]
    public async Task No_window_wherever_it_begins_holds_more_than_the_limit()
    {
        Gen<(int Limit, int[] Gaps)> cases =
            from limit in Gen.Choose(1, 5)
            from gaps in Gen.Choose(0, 4_000).ListOf()
            select (limit, gaps.ToArray());

        // Away from the test's own context: what waited then goes on in the very moment in which its timer fires.
        await Task.Run(() => Prop.ForAll(cases.ToArbitrary(), one => Holds(one.Limit, one.Gaps)).QuickCheckThrowOnFailure());
    }

    [Fact]
    public async Task A_pause_lets_nothing_through_until_it_is_over_and_a_shorter_one_does_not_end_it()
    {
        Pace pace = new(100, Window, _clock);
        pace.Pause(TimeSpan.FromSeconds(3));
        pace.Pause(TimeSpan.FromSeconds(1));
        Task waiting = pace.WaitAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromMilliseconds(2_999));
        Assert.False(waiting.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }

    [Fact]
    public async Task What_others_use_of_the_window_is_left_to_them_with_a_little_over()
    {
        Pace pace = new(100, Window, _clock);
        await pace.WaitAsync(CancellationToken.None);
        pace.Learn(limit: 100, remaining: 39);    // one of the 61 was ours

        int sent = 1;
        for (; pace.WaitAsync(CancellationToken.None).IsCompletedSuccessfully; sent++)
        {
        }

        Assert.Equal(32, sent);
    }

    [Fact]
    public async Task A_steady_pace_goes_down_when_it_is_refused_twice_within_seconds_and_up_again_after_a_minute_without()
    {
        SteadyPace pace = new(5, _clock);
        Assert.Equal(5, await PerSecondAsync(pace), 0.2);

        pace.Refused(TimeSpan.FromSeconds(1));
        pace.Refused(TimeSpan.FromSeconds(1));    // sent together, refused together
        Assert.Equal(5, await PerSecondAsync(pace), 0.2);

        pace.Refused(TimeSpan.FromSeconds(1));
        Assert.Equal(4, await PerSecondAsync(pace), 0.2);

        pace.Refused(TimeSpan.FromSeconds(1));    // the first at this pace
        Assert.Equal(4, await PerSecondAsync(pace), 0.2);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, await PerSecondAsync(pace), 0.2);
    }

    [Fact]
    public async Task A_steady_pace_that_tried_one_too_many_goes_back_at_once_and_waits_longer_before_the_next_trial()
    {
        SteadyPace pace = new(5, _clock);
        pace.Refused(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(2));
        pace.Refused(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(61));
        await pace.WaitAsync(CancellationToken.None);    // five again, on trial

        pace.Refused(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(4, await PerSecondAsync(pace), 0.2);

        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(5, await PerSecondAsync(pace), 0.2);
    }

    [Fact]
    public async Task No_second_of_a_steady_pace_holds_more_than_are_allowed_however_late_some_leave()
    {
        SteadyPace pace = new(3, _clock);
        Random chance = new(5);
        DateTimeOffset start = _clock.GetUtcNow();
        List<DateTimeOffset> sent = [];
        while (sent.Count < 300)
        {
            Task next = pace.WaitAsync(CancellationToken.None);
            while (!next.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(1));
            }

            await next;
            sent.Add(_clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMilliseconds(chance.Next(0, 400)));    // busy with something else
        }

        Assert.All(sent, first => Assert.InRange(sent.Count(at => at >= first && at - first <= TimeSpan.FromSeconds(1)), 1, 3));
        Assert.InRange(300 / (_clock.GetUtcNow() - start).TotalSeconds, 2.7, 3);
    }

    // How many go in ten seconds, the first at once.
    private async Task<double> PerSecondAsync(SteadyPace pace)
    {
        _clock.Advance(TimeSpan.FromSeconds(5));
        DateTimeOffset start = _clock.GetUtcNow();
        int sent = 0;
        while (_clock.GetUtcNow() - start < TimeSpan.FromSeconds(10))
        {
            Task next = pace.WaitAsync(CancellationToken.None);
            while (!next.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(10));
            }

            await next;
            sent++;
        }

        return sent / (_clock.GetUtcNow() - start).TotalSeconds;
    }

    [Fact]
    public async Task A_limit_the_server_lowers_holds_from_the_next_request_on()
    {
        Pace pace = new(3, Window, _clock);
        await pace.WaitAsync(CancellationToken.None);
        await pace.WaitAsync(CancellationToken.None);
        pace.Limit = 1;
        Task third = pace.WaitAsync(CancellationToken.None);

        Assert.False(third.IsCompleted);

        _clock.Advance(Window + Window);
        await third;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_limit_that_makes_no_sense_is_one(int limit)
    {
        Pace pace = new(limit, Window, _clock);

        await pace.WaitAsync(CancellationToken.None);

        Assert.False(pace.WaitAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_at_once_when_it_is_cancelled_and_takes_no_place()
    {
        Pace pace = new(1, Window, _clock);
        await pace.WaitAsync(CancellationToken.None);
        using CancellationTokenSource stop = new();
        Task waiting = pace.WaitAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _clock.Advance(Window + TimeSpan.FromMilliseconds(1));
        await pace.WaitAsync(CancellationToken.None);
    }

    // The requests come at their own times; each is noted when it was let through.
    private static bool Holds(int limit, int[] gaps)
    {
        ManualClock clock = new();
        Pace pace = new(limit, Window, clock);
        List<DateTimeOffset> sent = [];
        async Task SendAsync()
        {
            await pace.WaitAsync(CancellationToken.None);
            sent.Add(clock.GetUtcNow());
        }

        foreach (int gap in gaps)
        {
            clock.Advance(TimeSpan.FromMilliseconds(gap));
            _ = SendAsync();
        }

        clock.Advance((Window + TimeSpan.FromSeconds(1)) * gaps.Length);
        return sent.Count == gaps.Length && sent.All(first => sent.Count(at => at >= first && at - first < Window) <= limit);
    }
}
