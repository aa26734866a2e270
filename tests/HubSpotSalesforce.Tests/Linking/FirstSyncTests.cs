using HubSpotSalesforce.Linking;
using HubSpotSalesforce.State;
using static HubSpotSalesforce.Tests.Linking.LinkPortal;

namespace HubSpotSalesforce.Tests.Linking;

/// <summary>When a contact counts as first linked (O2).</summary>
public sealed class FirstSyncTests
{
    [Theory]
    [InlineData("2023-05-01", "2021-01-01", "2020-01-01", null, null, "2023-05-01", "history")]    // the history, whatever else is known
    [InlineData(null, "2021-01-01", "2022-02-02", null, null, "2022-02-02", "records")]            // the later of both
    [InlineData(null, "2024-03-03", "2022-02-02", null, null, "2024-03-03", "records")]
    [InlineData(null, "2021-01-01", null, null, null, "2026-11-21", "firstSeen")]                  // nothing else is known
    [InlineData(null, "2021-01-01", null, "2025-01-01", "firstSeen", "2025-01-01", "firstSeen")]   // and does not move from then on
    [InlineData(null, "2021-01-01", "2022-02-02", "2025-01-01", "firstSeen", "2022-02-02", "records")]    // unless more is known
    [InlineData("2023-05-01", "2021-01-01", null, "2025-01-01", "firstSeen", "2023-05-01", "history")]
    [InlineData("2026-11-20", "2021-01-01", "2020-01-01", "2021-01-01", "records", "2021-01-01", "records")]    // linked by address before HubSpot's own integration came
    [InlineData(null, "2021-01-01", "2026-11-20", "2023-05-01", "history", "2023-05-01", "history")]            // the history is gone, the record another one
    [InlineData(null, "2021-01-01", "2026-11-20", "2022-02-02", "records", "2022-02-02", "records")]            // the record is another, younger one
    [InlineData(null, "2021-01-01", "2020-01-01", "2022-02-02", "records", "2022-02-02", "records")]            // or an older one: the first value stays
    [InlineData("2020-12-01", "2021-01-01", "2020-01-01", "2021-01-01", "records", "2020-12-01", "history")]    // the earliest of what was ever known
    public void The_first_link_is_the_earliest_that_is_known_and_never_moves_to_a_later_time(
        string? linkedAt, string contactCreatedAt, string? personCreatedAt, string? storedAt, string? storedSource, string at, string source)
    {
        LinkRecord? stored = storedAt is null ? null : new LinkRecord(101, Lee, Day(storedAt), storedSource!, "email");

        (DateTimeOffset At, string Source) first = FirstSync.Of(Maybe(linkedAt), Day(contactCreatedAt), Maybe(personCreatedAt), stored, Day("2026-11-21"));

        Assert.Equal((Day(at), source), first);
    }

    private static DateTimeOffset? Maybe(string? day) => day is null ? null : Day(day);
}
