using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Tests.HubSpot;

// O12
public sealed class EventTypesTests
{
    private static readonly string[] Types =
    [
        "e_visited_page", "e_document_viewed_v2", "document_viewed_v3", "e_document_shared_v2", "document_completed_v2", "e_document_viewedness",
        "visited_page", "opened_email_v2", "call_ended", "e_call_ended", "webinar_attended", "PE1234567_contract_signed", "pe1234567_trial_started", "perk_used",
    ];

    [Fact]
    public void A_view_of_a_sales_document_is_a_document_viewed_type_and_nothing_else()
        => Assert.Equal(["e_document_viewed_v2", "document_viewed_v3"], EventTypes.Of(ActivityKind.SalesContentViewed, Types, []));

    [Fact]
    public void An_integrations_event_is_none_of_HubSpots_own_and_none_the_account_defined()    // a page view must not become a task
        => Assert.Equal(["webinar_attended", "perk_used"], EventTypes.Of(ActivityKind.IntegrationEvent, Types, []));

    [Theory]
    [InlineData("pe1234567_trial_started", "webinar_attended pe1234567_trial_started perk_used")]
    [InlineData("pe1234567_gone", "webinar_attended perk_used")]
    [InlineData("e_visited_page", "webinar_attended perk_used")]    // not even when it is asked for
    public void An_event_the_account_defined_counts_when_the_settings_list_it(string listed, string expected)
        => Assert.Equal(expected.Split(' '), EventTypes.Of(ActivityKind.IntegrationEvent, Types, [listed]));
}
