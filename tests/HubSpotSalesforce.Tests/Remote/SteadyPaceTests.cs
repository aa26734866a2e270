using HubSpotSalesforce.Remote;

namespace HubSpotSalesforce.Tests.Remote;

public sealed class SteadyPaceTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task One_refusal_takes_little_which_is_back_after_a_while()
    {
        SteadyPace pace = new(5, _clock);
        Assert.Equal(4.94, await PerSecondAsync(pace), 0.06);

        pace.Refused(Pause);
        pace.Refused(Pause);    // sent together, refused together
        Assert.Equal(4.77, await PerSecondAsync(pace), 0.06);

        _clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(4.94, await PerSecondAsync(pace), 0.06);
    }

    [Fact]
    public async Task Refusals_soon_after_one_another_take_more_each_time()
    {
        SteadyPace pace = new(5, _clock);
        foreach (int _ in Enumerable.Range(0, 4))
        {
            pace.Refused(Pause);
            _clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(3, await PerSecondAsync(pace), 0.2);
    }

    [Fact]
    public async Task However_often_it_is_refused_something_is_sent_and_when_the_others_are_gone_all_that_is_allowed()
    {
        SteadyPace pace = new(5, _clock);
        foreach (int _ in Enumerable.Range(0, 100))
        {
            pace.Refused(Pause);
            _clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(0.6, await PerSecondAsync(pace), 0.2);

        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(4.94, await PerSecondAsync(pace), 0.06);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task No_second_holds_more_than_are_allowed_however_late_some_leave(int allowed)
    {
        SteadyPace pace = new(allowed, _clock);
        Random chance = new(5);
        DateTimeOffset start = _clock.GetUtcNow();
        List<DateTimeOffset> sent = [];
        while (sent.Count < 300)
        {
            await SendAsync(pace);
            sent.Add(_clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromMilliseconds(chance.Next(0, 1_200 / allowed)));    // busy with something else
        }

        Assert.All(sent, first => Assert.InRange(sent.Count(at => at >= first && at - first <= TimeSpan.FromSeconds(1)), 1, allowed));
        Assert.InRange(300 / (_clock.GetUtcNow() - start).TotalSeconds, allowed * 0.9, allowed);
    }

    [Theory]
    [InlineData(60, 50)]
    [InlineData(30, 100)]
    [InlineData(10, 200)]    // a busy machine
    [InlineData(3, 60)]
    public async Task Beside_others_that_take_a_third_what_is_left_is_used_and_hardly_ever_more(int secondsBetweenStalls, int stallMilliseconds)
    {
        foreach (int seed in Enumerable.Range(1, 5))
        {
            using BusySearch search = new(_clock, new Random(seed), TimeSpan.FromSeconds(secondsBetweenStalls), TimeSpan.FromMilliseconds(stallMilliseconds));

            await search.RunAsync(new SteadyPace(BusySearch.Limit, _clock), warmUp: TimeSpan.FromMinutes(1), length: TimeSpan.FromMinutes(20));

            // Of all calls, of which two in ten are searches, one in a thousand may be refused.
            Assert.InRange(search.Refused, 1, search.Ours * 5 / 1_000);
            Assert.True(search.Used >= 0.91, $"Seed {seed}: {search.Used:P1} was used.");
        }
    }

    // How many go in a second, over ten: the first goes at once.
    private async Task<double> PerSecondAsync(SteadyPace pace)
    {
        _clock.Advance(Pause);
        DateTimeOffset start = _clock.GetUtcNow();
        int sent = -1;
        while (_clock.GetUtcNow() - start < TimeSpan.FromSeconds(10))
        {
            await SendAsync(pace);
            sent++;
        }

        return sent / (_clock.GetUtcNow() - start).TotalSeconds;
    }

    private async Task SendAsync(SteadyPace pace)
    {
        Task next = pace.WaitAsync(this, CancellationToken.None);
        while (!next.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await next;
    }
}
