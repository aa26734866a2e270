using HubSpotSalesforce.Remote;

namespace HubSpotSalesforce.Tests.Remote;

public sealed class CallMeterTests
{
    [Fact]
    public void Calls_are_counted_and_nothing_stops_them_until_the_allowance_is_known()
    {
        CallMeter meter = new("hubspot") { Share = allowed => allowed / 2 };

        Take(meter, 50);

        Assert.Equal((50, null), (meter.Count, meter.LeftToday));
    }

    [Theory]
    [InlineData(10, 5)]    // half of the day's allowance
    [InlineData(0, 0)]    // nothing allowed, nothing sent
    public void The_budget_is_the_last_call_that_is_sent(int allowed, int budget)
    {
        CallMeter meter = new("salesforce") { Share = day => day / 2 };
        meter.Learn(allowed, allowed);
        Take(meter, budget);

        SyncException spent = Assert.Throws<SyncException>(meter.Take);

        Assert.Equal((FaultKind.QuotaSpent, budget), (spent.Kind, meter.Count));    // one that was not sent is not counted
    }

    [Fact]
    public void Without_a_share_there_is_no_limit()
    {
        CallMeter meter = new("hubspot");
        meter.Learn(1, 0);

        Take(meter, 10);

        Assert.Equal(10, meter.Count);
    }

    [Theory]
    [InlineData(100, 40, 40)]
    [InlineData(100, -3, 0)]    // others went over it
    public void What_is_left_for_the_day_is_what_the_server_said_last(long allowed, long left, long expected)
    {
        CallMeter meter = new("hubspot");
        meter.Learn(allowed, 99);
        meter.Learn(allowed, left);

        Assert.Equal(expected, meter.LeftToday);
    }

    [Fact]
    public void Callers_beside_each_other_never_take_more_than_the_budget()
    {
        CallMeter meter = new("hubspot") { Share = _ => 1_000 };
        meter.Learn(1, 1);
        int taken = 0;

        Parallel.For(0, 5_000, _ =>
        {
            if (Record.Exception(meter.Take) is null)
            {
                Interlocked.Increment(ref taken);
            }
        });

        Assert.Equal((1_000, 1_000), (taken, meter.Count));
    }

    private static void Take(CallMeter meter, int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            meter.Take();
        }
    }
}
