using System.Collections.Frozen;
using System.Text.RegularExpressions;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Tells the types of event occurrences apart: views of sales documents, events of integrations, and all the others (O12).</summary>
/// <remarks>Pure. HubSpot's own types begin with <c>e_</c>, those an account defined with <c>pe</c> and its id; the rest are those of installed apps.</remarks>
internal static partial class EventTypes
{
    private const string OwnPrefix = "e_";

    // HubSpot's own under the names that its data share has for them: the API is not known to use these, and a page view must not become a task.
    private static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "visited_page", "document_shared_v2", "document_completed_v2", "opened_tracked_inbox_email_v8", "clicked_link_in_tracked_inbox_email_v8",
        "opened_email_v2", "clicked_link_in_email_v2", "mta_delivered_email_v2", "mta_bounced_email_v2", "hs_scheduled_email_v2", "reported_spam_email_v2",
        "updated_email_subscription_status_v2", "call_mentioned_keyword", "ad_metrics_imported_v0", "mb_media_played",
        "v2_contact_enrolled_in_sequence", "v2_contact_finished_sequence", "v2_contact_unenrolled_from_sequence", "v2_contact_unenrolled_manually_from_sequence",
        "v2_contact_booked_meeting_through_sequence", "v2_contact_unsubscribed_sequence_email", "v2_contact_replied_sequence_email",
        "v2_sequence_step_executed", "v2_sequence_email_bounced", "v2_sequence_errored");

    /// <summary>Returns the types that are activities of a kind, each once.</summary>
    /// <param name="kind">Sales content viewed, or integration event.</param>
    /// <param name="types">The types the account has.</param>
    /// <param name="chosen">Types the account defined itself that count as an integration's all the same.</param>
    public static string[] Of(ActivityKind kind, IReadOnlyCollection<string> types, IReadOnlyCollection<string> chosen)
        => [.. types.Distinct().Where(type => kind == ActivityKind.SalesContentViewed ? IsView(type) : IsOfIntegration(type, types, chosen))];

    private static bool IsView(string type) => Views().IsMatch(type);

    private static bool IsOfIntegration(string type, IReadOnlyCollection<string> types, IReadOnlyCollection<string> chosen)
    {
        bool isOwn = type.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase) || IsView(type) || Own.Contains(type) || types.Contains(OwnPrefix + type);
        return !isOwn && (!OfAccount().IsMatch(type) || chosen.Contains(type));
    }

    [GeneratedRegex(@"^(e_)?document_viewed(_|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Views();

    [GeneratedRegex("^pe[0-9]+_", RegexOptions.IgnoreCase)]
    private static partial Regex OfAccount();
}
