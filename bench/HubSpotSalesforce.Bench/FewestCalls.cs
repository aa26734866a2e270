using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Bench;

/// <summary>The fewest calls that could read and write what a portal holds, by the largest page each endpoint gives.</summary>
/// <remarks>
/// Objects come by search (200), events of the email log by 1,000, submissions form by form (50), occurrences type by type (100). Emails come
/// three times: those that were sent, the answers, and those whose counters are watched, with their history (50).
/// </remarks>
internal sealed class FewestCalls
{
    private const int Search = 200;
    private const int Link = 1_000;

    private static readonly string[] Events = ["SENT", "OPEN", "CLICK"];
    private static readonly string[] Others = ["calls", "meetings", "notes", "tasks"];

    /// <summary>Counts them for a portal.</summary>
    public FewestCalls(HubSpotPortal portal)
    {
        JsonObject[] emails = Living(portal, "emails");
        int answers = emails.Count(email => Value(email, "hs_email_direction") == "INCOMING_EMAIL");
        int watched = emails.Count(email => Value(email, "hs_email_direction") == "EMAIL" && Value(email, "hs_email_status") is null or "SENT");
        int opened = emails.Count(email => Value(email, "hs_email_open_count") is not null);
        int[] objects = [.. Others.Select(type => Living(portal, type).Length), emails.Length - answers, answers];

        Reads = objects.Sum(count => Pages(count, Search)) + Pages(watched, Search) + Pages(watched, 50)
            + Events.Sum(type => Pages(portal.Records("email_events").Count(one => one["type"]!.ToString() == type), 1_000))
            + portal.Records("form_submissions").GroupBy(one => one["formId"]!.ToString()).Sum(form => Pages(form.Count(), 50))
            + portal.Records("event_occurrences").GroupBy(one => one["eventType"]!.ToString()).Where(type => type.Key != "e_visited_page").Sum(type => Pages(type.Count(), 100));
        Associations = objects.Append(opened).Sum(count => Pages(count, Link));
    }

    /// <summary>Calls that read activities.</summary>
    public int Reads { get; }

    /// <summary>Calls that read whom objects belong to.</summary>
    public int Associations { get; }

    /// <summary>Calls that write so many tasks.</summary>
    public static int Writes(int tasks) => Pages(tasks, 200);

    private static JsonObject[] Living(HubSpotPortal portal, string type) => [.. portal.Records(type).Where(one => one["archived"]?.GetValue<bool>() != true)];

    private static string? Value(JsonObject record, string property) => record["properties"]![property]?.ToString();

    private static int Pages(int records, int most) => (records + most - 1) / most;
}
