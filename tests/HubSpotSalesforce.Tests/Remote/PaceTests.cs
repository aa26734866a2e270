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
