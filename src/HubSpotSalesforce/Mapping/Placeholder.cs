using System.Globalization;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>What templates can name: a few words for every kind, and those of the kind itself.</summary>
public static class Placeholder
{
    private static readonly string[] Common = ["id", "kind", "owner", "occurredAt", "link"];
    private static readonly string[] MarketingEmail = ["email", "emailSubject", "campaign", "recipient"];
    private static readonly string[] SalesEmail = ["subject", "from", "to", "direction", "status"];

    /// <summary>The placeholders of a kind, common ones included, in the order in which help shows them.</summary>
    public static string[] Of(ActivityKind kind) => [.. OwnOf(kind.Key), .. Common];

    /// <summary>The value of a placeholder for an activity; null when it has none.</summary>
    public static string? ValueOf(Activity activity, string placeholder)
    {
        if (activity.Values.TryGetValue(placeholder, out string? value))
        {
            return value;
        }

        return placeholder switch
        {
            "id" => activity.SourceId,
            "kind" => activity.Kind,
            "owner" => activity.Owner,
            "link" => activity.Url,
            "occurredAt" => activity.OccurredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            "firstLine" => PlainText.FirstLine(activity.IsHtml ? PlainText.FromHtml(activity.Body) : PlainText.Tidy(activity.Body)),
            "title" or "subject" => activity.Title,
            _ => null,
        };
    }

    private static string[] OwnOf(string kind) => kind switch
    {
        "formSubmission" => ["form", "formId", "page", "recipient"],
        "marketingEmailSent" => MarketingEmail,
        "marketingEmailOpened" => [.. MarketingEmail, "device", "place"],
        "marketingEmailClicked" => [.. MarketingEmail, "url", "device", "place"],
        "salesEmailSent" or "salesEmailReplied" => SalesEmail,
        "salesEmailOpened" or "salesEmailClicked" => [.. SalesEmail, "number"],
        "meetingScheduled" => ["title", "start", "end", "location", "outcome"],
        "callMade" => ["title", "direction", "duration", "durationSeconds", "outcome", "status", "from", "to"],
        "noteCreated" => ["firstLine"],
        "taskCreated" => ["subject", "status", "priority", "type"],
        "salesContentViewed" => ["document", "duration", "pages"],
        "integrationEvent" => ["app", "event", "eventType"],
        _ => [],
    };
}
