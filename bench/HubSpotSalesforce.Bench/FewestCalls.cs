using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.HubSpot;

namespace HubSpotSalesforce.Bench;

/// <summary>The fewest calls that could read and write what a portal holds, by the largest page each endpoint gives.</summary>
/// <remarks>Objects come by search (200), events of the email log by 1,000, submissions form by form (50). Kinds that are not here count for nothing.</remarks>
internal static class FewestCalls
{
    private static readonly string[] Objects = ["calls", "emails", "meetings", "notes", "tasks"];
    private static readonly string[] Events = ["SENT", "OPEN", "CLICK"];

    /// <summary>Calls that read activities.</summary>
    public static int Reads(HubSpotPortal portal)
        => Objects.Sum(type => Pages(Living(portal, type), 200))
            + Events.Sum(type => Pages(portal.Records("email_events").Count(one => one["type"]!.ToString() == type), 1_000))
            + portal.Records("form_submissions").GroupBy(one => one["formId"]!.ToString()).Sum(form => Pages(form.Count(), 50));

    /// <summary>Calls that read whom objects belong to.</summary>
    public static int Associations(HubSpotPortal portal) => Objects.Sum(type => Pages(Living(portal, type), 1_000));

    /// <summary>Calls that write so many tasks.</summary>
    public static int Writes(int tasks) => Pages(tasks, 200);

    // Incoming emails are answers: another kind.
    private static int Living(HubSpotPortal portal, string type) => portal.Records(type)
        .Count(one => one["archived"]?.GetValue<bool>() != true && one["properties"]!["hs_email_direction"]?.ToString() != "INCOMING_EMAIL");

    private static int Pages(int records, int most) => (records + most - 1) / most;
}
