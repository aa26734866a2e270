using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Tests.Activities;

public sealed class ActivityFamilyTests
{
    [Theory]
    [InlineData("tasks", "Task", "Task")]
    [InlineData("emails", "Task", "Email")]
    [InlineData("calls", "Task", "Call")]
    [InlineData("meetings", "Event", null)]
    public void There_are_four_families_and_each_has_its_object_in_Salesforce(string key, string salesforceType, string? subtype)    // R44
    {
        ActivityFamily family = ActivityFamily.Named(key.ToUpperInvariant());

        Assert.Equal((key, salesforceType, subtype), (family.Key, family.SalesforceType, family.Subtype));
        Assert.Equal(["tasks", "emails", "calls", "meetings"], ActivityFamily.All.Select(one => one.Key));
    }

    [Fact]
    public void A_key_tells_on_which_side_its_activity_was_born()    // O7
    {
        Assert.True(ActivityKey.IsOfRecord(ActivityKey.OfRecord("00T000000000001AAA")));
        Assert.False(ActivityKey.IsOfRecord(ActivityKey.OfObject("tasks", "17")));
    }
}
