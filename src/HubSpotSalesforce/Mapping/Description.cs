using System.Globalization;
using System.Text;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Mapping;

/// <summary>The comments of a task: the activity's text, what else is known of it, and a footer that says where it came from.</summary>
public static class Description
{
    /// <summary>The most characters a task's comments take.</summary>
    public const int MaxLength = 32_000;

    private const string FooterMark = "\n\n-- \nHubSpot ";

    private static readonly (string Placeholder, string Label)[] Details =
    [
        ("emailSubject", "Subject"), ("campaign", "Campaign"), ("url", "Link"), ("device", "Device"), ("place", "Place"),
        ("from", "From"), ("to", "To"), ("direction", "Direction"), ("duration", "Duration"),
        ("start", "Start"), ("end", "End"), ("location", "Location"), ("outcome", "Outcome"), ("page", "Page"),
        ("pages", "Pages"),
    ];

    /// <summary>Returns the comments for an activity, cut so that the footer always stays whole.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="zone">The zone in which the footer tells the time.</param>
    /// <param name="wasCut">Whether text had to go.</param>
    public static string Of(Activity activity, TimeZoneInfo zone, out bool wasCut)
    {
        StringBuilder text = new(activity.IsHtml ? PlainText.FromHtml(activity.Body) : PlainText.Tidy(activity.Body));
        string details = string.Join('\n', Details
            .Select(detail => (detail.Label, Value: PlainText.Tidy(activity.Values.GetValueOrDefault(detail.Placeholder))))
            .Where(line => line.Value.Length > 0)
            .Select(line => $"{line.Label}: {line.Value}"));
        if (details.Length > 0)
        {
            text.Append(text.Length > 0 ? "\n\n" : "").Append(details);
        }

        string footer = Footer(activity, zone);
        string body = text.ToString();
        string cut = TextCut.Fit(body, MaxLength - footer.Length);
        wasCut = cut.Length < body.Length;
        return (cut + footer).TrimStart();
    }

    /// <summary>Returns comments as they are compared: without our footer, LF, trimmed.</summary>
    public static string? Canonical(string? description)
    {
        if (description is null)
        {
            return null;
        }

        string text = ("\n\n" + description).ReplaceLineEndings("\n");
        int footer = text.LastIndexOf(FooterMark, StringComparison.Ordinal);
        if (footer < 0)
        {
            return PlainText.Tidy(description);
        }

        // The footer is one line; what somebody wrote below it is an edit like any other.
        int end = text.IndexOf('\n', footer + FooterMark.Length);
        return PlainText.Tidy(end < 0 ? text[..footer] : $"{text[..footer]}\n{text[end..]}");
    }

    /// <summary>Returns former comments with the footer that stands under the present ones.</summary>
    /// <param name="former">Comments in canonical form; null for none.</param>
    /// <param name="present">The comments that stand there; null for none.</param>
    public static string? Former(string? former, string? present)
    {
        string text = ("\n\n" + present).ReplaceLineEndings("\n");
        int footer = text.LastIndexOf(FooterMark, StringComparison.Ordinal);
        string kept = footer < 0 ? "" : text[footer..];
        return former is null && kept.Length == 0 ? null : (former + kept).TrimStart();
    }

    private static string Footer(Activity activity, TimeZoneInfo zone)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(activity.OccurredAt, zone);
        string when = local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        string link = activity.Url is null ? "" : $" · {activity.Url}";
        return $"{FooterMark}{activity.Kind} · {when} ({zone.Id}){link}";
    }
}
