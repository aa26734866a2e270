using System.Globalization;
using HubSpotSalesforce.Simulator;
using HubSpotSalesforce.Tests.Runs;
using Microsoft.Data.Sqlite;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>What stands in an org and a store after a run, as far as two runs of the same portal must agree.</summary>
internal static class EndState
{
    private static readonly string[] Compared =
        ["HubSpot_Activity_Kind__c", "WhoId", "OwnerId", "Subject", "Status", "Priority", "Type", "ActivityDate", "Description", "HubSpot_Occurred_At__c"];

    /// <summary>The tasks with our keys, a line each, in order. A key that stands twice fails the test.</summary>
    public static string[] Of(SimulatedSync sync)
        => [.. sync.Tasks.Select(task => $"{task.Key}: {string.Join(" | ", Compared.Select(field => task.Value.Text(field)))}").Order(StringComparer.Ordinal)];

    /// <summary>Checks that nothing was lost or doubled on the way and that the store is whole.</summary>
    /// <param name="expected">The lines of a run to which nothing happened.</param>
    /// <param name="sync">The portal, org and store to which something did.</param>
    /// <param name="told">What happened, for a failure's message.</param>
    public static void AssertSame(string[] expected, SimulatedSync sync, string told)
    {
        string[] lines = Of(sync);
        string[] lost = [.. expected.Except(lines)];
        string[] other = [.. lines.Except(expected)];
        Assert.True(lost.Length == 0 && other.Length == 0, $"{told}: {lost.Length} lost, {other.Length} others.\n- {string.Join("\n- ", lost.Take(3))}\n+ {string.Join("\n+ ", other.Take(3))}");

        int creates = sync.TaskWrites.Count(entry => entry.Action == "create");
        Assert.True(creates == lines.Length, $"{told}: {creates} tasks were made, {lines.Length} stand.");

        // The org makes one task of a key, however often it is sent; a second sending shows as an update.
        WriteLogEntry[] again = [.. sync.TaskWrites.Where(entry => entry.Action != "create")];
        Assert.True(again.Length == 0, $"{told}: {again.Length} tasks were sent again, the first {again.FirstOrDefault()?.Id}: {again.FirstOrDefault()?.Fields?.ToJsonString()}");
        Assert.Equal("ok", Ask(sync.StorePath, "pragma integrity_check"));
        AssertCounted(creates, sync, told);
    }

    /// <summary>Checks that the records of the runs have each create once, whoever settled it, and that each run has an end.</summary>
    public static void AssertCounted(int creates, SimulatedSync sync, string told)
    {
        string counted = Ask(sync.StorePath, "select group_concat(ending || ' ' || created) from runs") ?? "nothing";
        Assert.True(Ask(sync.StorePath, "select sum(created) from runs where endedAt is not null") == creates.ToString(CultureInfo.InvariantCulture), $"{told}: the runs counted {counted} of {creates} creates.");
    }

    private static string? Ask(string path, string question)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = question;
        return check.ExecuteScalar()?.ToString();
    }
}
