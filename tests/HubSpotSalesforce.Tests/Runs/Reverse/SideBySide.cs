using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Tests.Runs.Reverse;

/// <summary>A field of a pair as both sides say it, in words that compare.</summary>
internal sealed record SaidField(string Key, string Field, string Here, string There);

/// <summary>What both sides of a pair must say alike in the end, by a table of its own: none of the product's mappings is asked.</summary>
/// <remarks>What the automations of <see cref="BusyPair"/> add is left out, and what one of them sets is its own: no sync can bring that to agree.</remarks>
internal static partial class SideBySide
{
    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["NOT_STARTED"] = "Not Started", ["IN_PROGRESS"] = "In Progress", ["COMPLETED"] = "Completed", ["WAITING"] = "Waiting on someone else", ["DEFERRED"] = "Deferred",
    };

    // Salesforce has no task without a priority: where HubSpot has none, the org's own stands.
    private static readonly Dictionary<string, string> Priorities = new() { [""] = "Normal", ["HIGH"] = "High", ["MEDIUM"] = "Normal", ["LOW"] = "Low" };

    private static readonly (string Family, string Property, string Field, Func<string, string> Here, Func<string, string> There)[] Table =
    [
        ("tasks", "hs_task_subject", "Subject", Same, Same),
        ("tasks", "hs_task_body", "Description", Words, Words),
        ("tasks", "hs_timestamp", "ActivityDate", Day, Same),
        ("tasks", "hs_task_status", "Status", Statuses.GetValueOrDefault!, Same),
        ("tasks", "hs_task_priority", "Priority", Priorities.GetValueOrDefault!, Same),
        ("emails", "hs_email_subject", "Subject", Same, Same),
        ("emails", "hs_email_html", "Description", Words, Words),
        ("emails", "hs_timestamp", "ActivityDate", Day, Same),
        ("calls", "hs_call_title", "Subject", Same, Same),
        ("calls", "hs_call_body", "Description", Words, Words),
        ("calls", "hs_timestamp", "ActivityDate", Day, Same),
        ("meetings", "hs_meeting_title", "Subject", Same, Same),
        ("meetings", "hs_meeting_body", "Description", Words, Words),
        ("meetings", "hs_meeting_start_time", "StartDateTime", Minute, Minute),
        ("meetings", "hs_meeting_end_time", "EndDateTime", Minute, Minute),
        ("meetings", "hs_meeting_location", "Location", Words, Words),
    ];

    /// <summary>Returns the fields of a pair.</summary>
    /// <param name="key">The key of the pair.</param>
    /// <param name="family">The family of its HubSpot record.</param>
    /// <param name="record">The record in HubSpot.</param>
    /// <param name="row">The record in Salesforce.</param>
    /// <param name="isAutomated">Whether automations set priorities.</param>
    public static IEnumerable<SaidField> Of(string key, string family, JsonObject record, JsonObject row, bool isAutomated) => Table
        .Where(field => field.Family == family && !(isAutomated && field.Field == "Priority"))
        .Select(field => new SaidField(key, field.Field, Said(record.Property(field.Property), field.Here), Said(row.Text(field.Field), field.There)));

    private static string Said(string? value, Func<string, string> canonical) => canonical(value ?? "") ?? value ?? "";

    private static string Same(string value) => value;

    private static string Day(string value) => value.Length == 0 ? "" : At(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minute(string value) => value.Length == 0 ? "" : At(value).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static DateTime At(string value) => DateTimeOffset.Parse(value.Replace("+0000", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture).UtcDateTime;

    private static string Words(string value) => string.Join(' ', WebUtility.HtmlDecode(Tag().Replace(Footer().Replace(value, " "), " "))
        .Replace("!", "", StringComparison.Ordinal)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word is not ("(seen)" or "read")));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(^|\n)-- ?\r?\nHubSpot [^\n]*")]
    private static partial Regex Footer();
}
