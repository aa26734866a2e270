using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Tests.Runs;
using HubSpotSalesforce.Tests.Runs.Reverse;

namespace HubSpotSalesforce.Tests.Reliability.Reverse;

/// <summary>What stands on both sides after runs both ways, as far as two histories of the same records must agree.</summary>
internal static class TwoWayState
{
    private static readonly string[] Families = ["calls", "emails", "meetings", "tasks"];
    private static readonly string[] OfHubSpot = ["hs_object_id", "hs_createdate", "hs_lastmodifieddate", "createdAt", "updatedAt"];
    private static readonly string[] OfSalesforce = ["Subject", "Description", "Status", "Priority", "ActivityDate", "WhoId", "StartDateTime", "EndDateTime", "HubSpot_Activity_Id__c"];

    /// <summary>The records of both sides, a line each, in order; ids that the sides give themselves are left out.</summary>
    public static string[] Of(SimulatedSync sync) =>
    [
        .. Families.SelectMany(family => Living(sync, family).Select(record => $"{family}: {Told(record)}"))
            .Concat(new[] { "Task", "Event" }.SelectMany(type => sync.Simulator.Org.Records(type)
                .Where(record => record["IsDeleted"]?.GetValue<bool>() != true)
                .Select(record => $"{type}: {string.Join(" | ", OfSalesforce.Select(field => record[field]?.ToString()))}")))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Checks that nothing was lost or doubled, that no second copy was ever made, and that no key stands twice.</summary>
    public static void AssertSame(string[] expected, int creates, SimulatedSync sync, string told)
    {
        string[] lines = Of(sync);
        string[] lost = [.. expected.Except(lines)];
        string[] other = [.. lines.Except(expected)];
        Assert.True(lost.Length == 0 && other.Length == 0, $"{told}: {lost.Length} lost, {other.Length} others.\n- {string.Join("\n- ", lost.Take(3))}\n+ {string.Join("\n+ ", other.Take(3))}");
        Assert.True(expected.Length == lines.Length, $"{told}: {expected.Length} records are expected, {lines.Length} stand.");
        Assert.True(creates == Creates(sync), $"{told}: {creates} creates are expected, {Creates(sync)} were made.");
        string[] keys = [.. Families.SelectMany(sync.Made).Select(record => record.Property(HubSpotField.Key)!)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        EndState.AssertCounted(creates, sync, told);
    }

    /// <summary>How many records were made on either side.</summary>
    public static int Creates(SimulatedSync sync) => sync.Simulator.Log.Snapshot().Count(entry => entry.Action == "create" && (Families.Contains(entry.Type) || entry.Type is "Task" or "Event"));

    private static IEnumerable<JsonObject> Living(SimulatedSync sync, string family) => sync.Simulator.Portal.Records(family).Where(record => record["archived"]?.GetValue<bool>() != true);

    private static string Told(JsonObject record)
    {
        IEnumerable<string> properties = record["properties"]!.AsObject()
            .Where(property => !OfHubSpot.Contains(property.Key) && property.Value is not null)
            .OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => $"{property.Key}={property.Value}");
        return $"{string.Join(" | ", properties)} {record["associations"]?.ToJsonString()}";
    }
}
