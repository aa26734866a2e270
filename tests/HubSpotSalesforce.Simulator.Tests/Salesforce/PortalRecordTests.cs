using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class PortalRecordTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_portal_folder_is_read_and_what_is_missing_is_filled()
    {
        Write("users", """{"Id":"0051G00000600MlQAI","Email":"u@example.com","Username":"u@example.com","Name":"User 0","IsActive":true,"UserType":"Standard"}""");
        Write("contacts", """{"Id":"0033700000JmrFPAAZ","Email":"p@example.com","FirstName":"Per","LastName":"Son"}""", "");
        Write("tasks", """{"Id":"00T1G00003Ufap9UAB","WhoId":"0033700000JmrFPAAZ","OwnerId":"0051G00000600MlQAI","Status":"Completed","ActivityDate":"2019-11-11","CreatedDate":"2019-11-11T17:23:34.000Z"}""");
        await using SalesforceHost host = await StartAsync();

        host.Org.Load(_folder.FullName);

        JsonObject task = host.Org.Records("Task").Single();
        Assert.Equal(new DateTimeOffset(2019, 11, 11, 17, 23, 34, TimeSpan.Zero), host.Org.Newest());
        Assert.Equal("2019-11-11T17:23:34.000+0000", (string?)task["SystemModstamp"]);
        Assert.Equal("2019-11-11T17:23:34.000+0000", (string?)task["CompletedDateTime"]);
        Assert.Equal("0051G00000600MlQAI", (string?)task["CreatedById"]);    // its owner's work, not the integration's
        Assert.Equal((true, true, "Normal"), ((bool)task["IsClosed"]!, (bool)task["IsArchived"]!, (string?)task["Priority"]));
        Assert.Equal("Per Son", (string?)host.Org.Records("Contact").Single()["Name"]);
        Assert.Equal(["Integration", "User 0"], host.Org.Records("User").Select(user => (string?)user["Name"]));
        Assert.Empty(host.Log.Snapshot());
    }

    [Fact]
    public async Task A_line_that_is_no_record_names_file_and_line()
    {
        Write("tasks", "{}", """{"Id": "nonsense"}""");
        await using SalesforceHost host = await StartAsync();

        InvalidDataException trouble = Assert.Throws<InvalidDataException>(() => host.Org.Load(_folder.FullName));

        Assert.Contains("tasks.jsonl, line 2", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shifted_records_move_in_time_and_so_out_of_the_archive()
    {
        await using SalesforceHost host = await StartAsync();
        host.Insert("Task", """{"Status": "Completed", "ActivityDate": "2019-11-11", "CreatedDate": "2019-11-11T10:00:00Z"}""");

        host.Org.Shift(StoppedTime.Now - host.Org.Newest()!.Value);

        JsonObject task = host.Org.Records("Task").Single();
        Assert.Equal(StoppedTime.Now, host.Org.Newest());
        Assert.Equal("2026-11-21", (string?)task["ActivityDate"]);
        Assert.False((bool)task["IsArchived"]!);
    }

    [Fact]
    public async Task An_empty_org_has_no_newest_stamp()
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Null(host.Org.Newest());
    }

    private void Write(string file, params string[] lines) => File.WriteAllLines(Path.Combine(_folder.FullName, file + ".jsonl"), lines);
}
