using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class PagingTests
{
    [Theory]
    [InlineData(null, 2_000)]
    [InlineData("batchSize=500", 500)]
    [InlineData("batchSize=10", 200)]    // the least
    [InlineData("batchSize=9000", 2_000)]    // the most
    public async Task A_page_has_as_many_records_as_asked_for_within_bounds(string? options, int size)
    {
        await using SalesforceHost host = await StartWithTasksAsync(2_001);

        Reply reply = await host.SendAsync(HttpMethod.Get, $"{Root}/query?q=SELECT+Id+FROM+Task", null, "Sforce-Query-Options", options ?? "");

        Assert.Equal(size, reply.Column("Id").Count);
        Assert.Equal(2_001, (int)reply.Json["totalSize"]!);
        Assert.False((bool)reply.Json["done"]!);
    }

    [Fact]
    public async Task Pages_follow_each_other_until_done_without_gap_or_repeat()
    {
        await using SalesforceHost host = await StartWithTasksAsync(450);
        host.Org.PageCeiling = 200;    // fewer than asked for

        List<string?> subjects = [];
        string? next = $"{Root}/queryAll?q=SELECT+Subject+FROM+Task+ORDER+BY+Subject";
        int pages = 0;
        while (next is not null)
        {
            Reply reply = await host.GetAsync(next);
            subjects.AddRange(reply.Column("Subject"));
            next = (string?)reply.Json["nextRecordsUrl"];
            pages++;
            Assert.Equal(next is null, (bool)reply.Json["done"]!);
        }

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, 450).Select(number => $"{number:D6}"), subjects);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(49, 400)]    // hours
    public async Task A_page_can_be_asked_for_again_until_its_locator_is_too_old(int hours, int status)
    {
        await using SalesforceHost host = await StartWithTasksAsync(300);
        host.Org.PageCeiling = 200;
        string next = (string)(await host.QueryAsync("SELECT Id FROM Task")).Json["nextRecordsUrl"]!;
        await host.GetAsync(next);
        host.Clock.Set(StoppedTime.Now.AddHours(hours));

        Reply again = await host.GetAsync(next);

        Assert.Equal(status, again.Status);
        Assert.Equal(status == 200 ? null : "INVALID_QUERY_LOCATOR", status == 200 ? null : again.ErrorCode);
    }

    [Fact]
    public async Task An_unknown_locator_is_refused()
    {
        await using SalesforceHost host = await StartAsync();

        Assert.Equal("INVALID_QUERY_LOCATOR", (await host.GetAsync($"{Root}/query/01gSm0000000001AAA-2000")).ErrorCode);
    }

    [Fact]
    public async Task Look_ups_by_id_key_and_email_find_among_many()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        for (int number = 0; number < 1_000; number++)
        {
            host.Org.Insert("Contact", new JsonObject { ["LastName"] = "Doe", ["Email"] = $"Person{number}@example.com" });
            host.Org.Insert("Task", new JsonObject { [Key] = $"hs-{number}" });
        }

        string ids = string.Join("','", host.Org.Records("Task").Take(400).Select(task => (string)task["Id"]!));
        Reply byId = await host.QueryAsync($"SELECT Id FROM Task WHERE Id IN ('{ids}')");
        Reply byKey = await host.QueryAsync($"SELECT {Key} FROM Task WHERE {Key} IN ('hs-7', 'hs-8', 'HS-9', 'hs-7') AND IsDeleted = false");
        Reply byEmail = await host.QueryAsync("SELECT Email FROM Contact WHERE Email IN ('person7@example.com', 'nobody@example.com')");

        Assert.Equal(400, byId.Column("Id").Count);
        Assert.Equal(["hs-7", "hs-8"], byKey.Column(Key));    // the key minds its case
        Assert.Equal(["Person7@example.com"], byEmail.Column("Email"));    // an email does not
    }

    private static async Task<SalesforceHost> StartWithTasksAsync(int count)
    {
        SalesforceHost host = await StartAsync();
        for (int number = 0; number < count; number++)
        {
            host.Org.Insert("Task", new JsonObject { ["Subject"] = $"{number:D6}" });
        }

        return host;
    }
}
