using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Activities.Sample;

namespace HubSpotSalesforce.Tests.Mapping;

public sealed class ContentHashTests
{
    public static TheoryData<string, bool> Edits => new()
    {
        { "nothing", false },
        { "the last-modified stamp", false },    // HubSpot moves it for reasons of its own
        { "owner", true },    // O18: the task's owner follows
        { "the owner of a kind that has none of its own", false },    // R34
        { "contacts", false },
        { "the order of values", false },
        { "title", true },
        { "body", true },
        { "time", true },
        { "due time", true },
        { "a value", true },
        { "a value that is now empty", true },
        { "a letter that moved from one value to the next", true },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void The_hash_changes_with_what_the_activity_says(string edit, bool changes)
    {
        Activity before = Activity() with { Kind = edit.StartsWith("the owner of", StringComparison.Ordinal) ? "meetingScheduled" : "callMade", Values = new Dictionary<string, string?> { ["a"] = "xy", ["b"] = "z", ["c"] = null } };
        Activity after = edit switch
        {
            "the last-modified stamp" => before with { ModifiedAt = Noon },
            "owner" or "the owner of a kind that has none of its own" => before with { OwnerId = "1", Owner = "anna@acme.com" },
            "contacts" => before with { ContactIds = ["1"] },
            "the order of values" => before with { Values = before.Values.Reverse().ToDictionary() },
            "title" => before with { Title = "Other" },
            "body" => before with { Body = null },
            "time" => before with { OccurredAt = Noon.AddTicks(1) },
            "due time" => before with { ScheduledAt = Noon },
            "a value" => before with { Values = new Dictionary<string, string?>(before.Values) { ["b"] = "y" } },
            "a value that is now empty" => before with { Values = new Dictionary<string, string?>(before.Values) { ["c"] = "" } },
            "a letter that moved from one value to the next" => before with { Values = new Dictionary<string, string?>(before.Values) { ["a"] = "x", ["b"] = "yz" } },
            _ => before with { },
        };

        Assert.Equal(changes, ContentHash.Of(before) != ContentHash.Of(after));
    }
}
