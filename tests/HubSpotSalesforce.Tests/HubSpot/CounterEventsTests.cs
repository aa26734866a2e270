using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Tests.Activities;

namespace HubSpotSalesforce.Tests.HubSpot;

// O11, D6
public sealed class CounterEventsTests
{
    private static readonly DateTimeOffset Start = Sample.At("2026-03-01T00:00:00Z");
    private static readonly DateTimeOffset Modified = Start.AddHours(50);
    private static readonly DateTimeOffset Now = Start.AddHours(100);

    // History: values at hour 1, 2, 3 and so on. Events: number@hour, m for the modified time, ? for none.
    [Theory]
    [InlineData(null, "", 0, "", 0)]
    [InlineData(null, "1,2", 2, "1@1 2@2", 2)]    // first sight with a history: each increase has its date
    [InlineData(null, "", 7, "1? 2? 3? 4? 5? 6? 7?", 7)]    // first sight without one: nothing says when
    [InlineData(null, "1", 3, "1@1 2? 3?", 3)]
    [InlineData(null, "0,3", 3, "1@2 2@2 3@2", 3)]    // it rose by three at once
    [InlineData(null, "3,4", 4, "1? 2? 3@1 4@2", 4)]    // the history begins late: 3 has a date, what came before has none
    [InlineData(null, "5,3,4", 4, "1? 2? 3? 4? 5@1", 5)]    // a decrease makes no new open
    [InlineData(5, "5,3,4", 4, "", 5)]
    [InlineData(5, "5,3,6", 6, "6@3", 6)]
    [InlineData(2, "1,2,3", 3, "3@3", 3)]
    [InlineData(2, "", 4, "3m 4m", 4)]    // later: dated by the record's modified time
    [InlineData(0, "2", 2, "1@1 2@1", 2)]    // seen at zero, so both rose since
    [InlineData(3, "", 0, "", 3)]    // cleared
    public void Each_increase_above_the_highest_value_ever_seen_is_one_event(int? highest, string history, int current, string events, int highestNow)
    {
        CounterEvents.Look look = CounterEvents.Since(highest, Values(history), current, Modified, Now);

        Assert.Equal(events, string.Join(' ', look.Increases.Select(Told)));
        Assert.Equal(highestNow, look.Highest);
    }

    [Fact]
    public void An_increase_of_a_record_without_a_modified_time_happened_now()
        => Assert.Equal(Now, Assert.Single(CounterEvents.Since(0, [], 1, null, Now).Increases).At);

    [Fact]
    public void A_counter_that_cannot_be_true_is_not_followed_for_ever()
        => Assert.Equal(CounterEvents.MaxNumber, CounterEvents.Since(0, [], int.MaxValue, null, Now).Highest);

    // The law, with the history whole: the counter may fall and rise as it likes.
    [Fact]
    public void Read_in_any_number_of_stretches_a_counter_gives_the_events_it_gives_at_once()
        => Prop.ForAll(Runs.ToArbitrary(), run =>
        {
            CounterEvents.Increase[] once = Read(run.Values, new bool[run.Values.Length], run.Values.Length);

            return Read(run.Values, run.Looks, run.Values.Length).SequenceEqual(once);
        }).QuickCheckThrowOnFailure();

    // The law, with a history that forgets: dates get lost, and no event is.
    [Fact]
    public void Read_in_any_number_of_stretches_a_growing_counter_gives_the_same_keys_whatever_its_history_forgot()
        => Prop.ForAll(Runs.ToArbitrary(), run =>
        {
            int[] growing = [.. run.Values.Order()];
            int[] numbers = [.. Read(growing, run.Looks, run.Kept).Select(increase => increase.Number)];

            return numbers.SequenceEqual(Enumerable.Range(1, growing[^1]));
        }).QuickCheckThrowOnFailure();

    private static Gen<(int[] Values, bool[] Looks, int Kept)> Runs =>
        from values in Gen.Choose(0, 9).ArrayOf(12)
        from looks in Gen.Elements(true, false).ArrayOf(12)
        from kept in Gen.Choose(0, 12)
        select (values, looks, kept);

    // Looks after those changes that are marked, and after the last; of the history only the newest versions are kept.
    private static CounterEvents.Increase[] Read(int[] values, bool[] looks, int kept)
    {
        List<CounterEvents.Increase> found = [];
        int? highest = null;
        for (int change = 1; change <= values.Length; change++)
        {
            if (looks[change - 1] || change == values.Length)
            {
                CounterEvents.Look look = CounterEvents.Since(highest, Values([0, .. values[..change]]).TakeLast(kept == values.Length ? change + 1 : kept), values[change - 1], Modified, Now);
                found.AddRange(look.Increases);
                highest = look.Highest;
            }
        }

        return [.. found];
    }

    private static CounterEvents.Value[] Values(string history) => Values([.. history.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);

    private static CounterEvents.Value[] Values(int[] values) => [.. values.Select((value, index) => new CounterEvents.Value(value, Start.AddHours(index + 1)))];

    private static string Told(CounterEvents.Increase increase)
        => $"{increase.Number}{(increase.At is not { } at ? "?" : at == Modified ? "m" : $"@{(at - Start).TotalHours}")}";
}
