using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Tests.Activities;

public sealed class ActivityKindTests
{
    // The table of kinds as people know it; scripts and settings depend on every name in it.
    [Theory]
    [InlineData("formSubmission", ActivityWindow.OneYear, false, "Submitted: {form}")]    // R2, R21
    [InlineData("marketingEmailSent", ActivityWindow.ThirtyDays, false, "Sent: {email}")]    // R3, R19
    [InlineData("marketingEmailOpened", ActivityWindow.ThirtyDays, false, "Opened: {email}")]    // R42
    [InlineData("marketingEmailClicked", ActivityWindow.ThirtyDays, false, "Clicked: {email}")]
    [InlineData("salesEmailSent", ActivityWindow.Forward, false, "Email: {subject}")]    // R4, R17
    [InlineData("salesEmailOpened", ActivityWindow.Forward, false, "Opened: {subject}")]    // R42
    [InlineData("salesEmailClicked", ActivityWindow.Forward, false, "Clicked: {subject}")]
    [InlineData("salesEmailReplied", ActivityWindow.Forward, false, "Replied: {subject}")]    // R5
    [InlineData("meetingScheduled", ActivityWindow.Forward, false, "Meeting: {title}")]    // R6, R34
    [InlineData("callMade", ActivityWindow.Forward, true, "Call: {title}")]    // R7, R24, R34
    [InlineData("noteCreated", ActivityWindow.Forward, true, "Note: {firstLine}")]    // R8
    [InlineData("salesContentViewed", ActivityWindow.Forward, false, "Viewed: {document}")]    // R9
    [InlineData("taskCreated", ActivityWindow.Forward, true, "{subject}")]    // R10
    [InlineData("integrationEvent", ActivityWindow.Forward, false, "{app}: {event}")]    // R11, R24
    public void Each_kind_has_its_window_its_owner_rule_and_its_subject(string key, ActivityWindow window, bool hasOwner, string subject)
    {
        ActivityKind kind = ActivityKind.Named(key);

        Assert.Equal((window, hasOwner, subject), (kind.Window, kind.HasOwner, kind.Subject));
    }

    [Fact]
    public void There_are_fourteen_kinds_and_no_two_share_a_name()
        => Assert.Equal(14, ActivityKind.All.Select(kind => kind.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count());
}
