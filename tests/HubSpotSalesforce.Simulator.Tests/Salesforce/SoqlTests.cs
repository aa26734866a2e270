using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class SoqlTests
{
    [Theory]
    [InlineData("Subject = 'call dana'", "a")]    // text compares without regard to case
    [InlineData("Subject != 'Call Dana'", "b,c,d")]    // and what is empty is not equal either
    [InlineData("Subject = null", "d")]
    [InlineData("Subject = ''", "d")]
    [InlineData("Subject != NULL", "a,b,c")]
    [InlineData("Subject LIKE 'call%'", "a,b")]
    [InlineData("Subject LIKE '_all Eve'", "b")]
    [InlineData("Subject LIKE '100\\% sure'", "c")]
    [InlineData("Subject LIKE '100\\% s_re'", "c")]
    [InlineData("Subject LIKE '100%'", "c")]
    [InlineData("Subject LIKE '100\\%'", "")]
    [InlineData("NOT Subject LIKE 'call%'", "c,d")]
    [InlineData("Subject IN ('CALL DANA', 'Call Eve')", "a,b")]
    [InlineData("Subject NOT IN ('Call Dana', 'Call Eve')", "c,d")]
    [InlineData("Subject < 'call e'", "a,c")]
    [InlineData("Priority = 'High' AND (Subject = 'Call Dana' OR Subject = 'Call Eve')", "a")]
    [InlineData("Priority = 'High' AND (NOT Subject = 'Call Dana')", "d")]
    [InlineData("IsHighPriority = TRUE", "a,d")]
    [InlineData("IsHighPriority != true", "b,c")]
    [InlineData("ActivityDate = 2026-11-18", "a")]
    [InlineData("ActivityDate >= 2026-11-18 AND ActivityDate < 2026-11-20", "a,b")]
    [InlineData("CallDurationInSeconds > 59", "a,b")]
    [InlineData("CallDurationInSeconds <= 60", "b")]
    [InlineData("CallDurationInSeconds = 312.0", "a")]
    [InlineData("CreatedDate >= 2026-11-20T10:00:00Z", "b,c")]
    [InlineData("CreatedDate >= 2026-11-20T02:00:00-08:00", "b,c")]
    [InlineData("CreatedDate > 2026-11-20T10:00:00.000+0000", "c")]
    [InlineData("CreatedDate < 2026-11-19T10:00:00.500Z", "a,d")]
    [InlineData("CreatedDate >= 2026-11-20T10:00:00.500Z", "c")]
    [InlineData("Who.Type = 'Contact'", "a")]
    [InlineData("Who.Name = 'dana doe'", "a")]
    [InlineData("Who.Email = null", "b,c,d")]
    [InlineData("Task.Priority = 'Low'", "c")]
    [InlineData("Owner.IsActive = true AND Subject LIKE '%Eve'", "b")]
    public async Task A_condition_finds_what_it_says(string where, string found)
    {
        await using SalesforceHost host = await StartWithFourTasksAsync();

        Reply reply = await host.QueryAsync($"SELECT CallObject FROM Task WHERE {where} ORDER BY CallObject");

        Assert.True(reply.Status == 200, reply.Body?.ToJsonString());
        Assert.Equal(found, string.Join(",", reply.Column("CallObject")));
    }

    [Theory]
    [InlineData("Subject", "d,c,a,b")]    // nulls come first
    [InlineData("Subject ASC NULLS LAST", "c,a,b,d")]
    [InlineData("Subject DESC", "d,b,a,c")]
    [InlineData("Subject DESC NULLS LAST", "b,a,c,d")]
    [InlineData("Priority, CreatedDate DESC", "a,d,c,b")]
    [InlineData("CallObject LIMIT 2", "a,b")]
    [InlineData("CallObject LIMIT 2 OFFSET 3", "d")]
    [InlineData("CallObject DESC OFFSET 2", "b,a")]
    public async Task Records_come_in_the_order_asked_for(string order, string found)
    {
        await using SalesforceHost host = await StartWithFourTasksAsync();

        Reply reply = await host.QueryAsync($"SELECT CallObject FROM Task ORDER BY {order}");

        Assert.Equal(found, string.Join(",", reply.Column("CallObject")));
    }

    [Fact]
    public async Task A_record_shows_the_fields_asked_for_and_parents_within()
    {
        await using SalesforceHost host = await StartWithFourTasksAsync();

        Reply reply = await host.QueryAsync(
            "select id, who.type, WHO.name, Owner.Name, What.Type, ActivityDate, CreatedDate from task where CallObject in ('a', 'b') order by CallObject");

        JsonNode first = reply.Json["records"]![0]!;
        string id = (string)first["Id"]!;
        string whoUrl = (string)first["Who"]!["attributes"]!["url"]!;
        Assert.Equal(["attributes", "Id", "Who", "Owner", "What", "ActivityDate", "CreatedDate"], first.AsObject().Select(field => field.Key));
        Assert.Equal($$"""{"type":"Task","url":"{{Root}}/sobjects/Task/{{id}}"}""", first["attributes"]!.ToJsonString());
        Assert.Equal($$"""{"attributes":{"type":"Name","url":"{{whoUrl}}"},"Type":"Contact","Name":"Dana Doe"}""", first["Who"]!.ToJsonString());
        Assert.StartsWith($"{Root}/sobjects/Contact/003", whoUrl);
        Assert.Equal("Integration", (string?)first["Owner"]!["Name"]);
        Assert.Null(first["What"]);
        Assert.Equal("2026-11-18", (string?)first["ActivityDate"]);
        Assert.Equal("2026-11-19T10:00:00.000+0000", (string?)first["CreatedDate"]);
        Assert.Null(reply.Json["records"]![1]!["Who"]);
    }

    [Theory]
    [InlineData("SELECT COUNT() FROM Task WHERE Priority = 'High'", 2, "[]")]
    [InlineData("SELECT COUNT() FROM Task LIMIT 3", 3, "[]")]
    [InlineData("SELECT COUNT(Id) FROM Task", 1, """[{"attributes":{"type":"AggregateResult"},"expr0":4}]""")]
    [InlineData("SELECT COUNT(Subject) n, MAX(CallDurationInSeconds) FROM Task", 1, """[{"attributes":{"type":"AggregateResult"},"n":3,"expr0":312}]""")]
    [InlineData("SELECT COUNT(Id) FROM Task WHERE Subject = 'nobody'", 1, """[{"attributes":{"type":"AggregateResult"},"expr0":0}]""")]
    [InlineData(
        "SELECT Priority, COUNT(Id) FROM Task GROUP BY Priority HAVING COUNT(Id) > 1", 1,
        """[{"attributes":{"type":"AggregateResult"},"Priority":"High","expr0":2}]""")]
    [InlineData(
        "SELECT COUNT(Id) n, Priority FROM Task WHERE Subject != null GROUP BY Priority ORDER BY Priority DESC LIMIT 2", 2,
        """[{"attributes":{"type":"AggregateResult"},"n":1,"Priority":"Normal"},{"attributes":{"type":"AggregateResult"},"n":1,"Priority":"Low"}]""")]
    public async Task Counts_and_groups_are_worked_out(string soql, int size, string records)
    {
        await using SalesforceHost host = await StartWithFourTasksAsync();

        Reply reply = await host.QueryAsync(soql);

        Assert.Equal(size, (int)reply.Json["totalSize"]!);
        Assert.Equal(records, reply.Json["records"]!.ToJsonString());
    }

    [Theory]
    [InlineData("O\\'Brien \\\\ \\\"x\\\"", "O'Brien \\ \"x\"")]
    [InlineData("\\u0041\\n\\t\\r", "A\n\t\r")]
    [InlineData("Zażółć 🎉", "Zażółć 🎉")]
    public async Task Escapes_in_quotes_mean_what_they_stand_for(string quoted, string subject)
    {
        await using SalesforceHost host = await StartAsync();
        host.Insert("Task", new JsonObject { ["Subject"] = subject }.ToJsonString());

        Reply reply = await host.QueryAsync($"SELECT Subject FROM Task WHERE Subject = '{quoted}'");

        Assert.Equal([subject], reply.Column("Subject"));
    }

    [Fact]
    public async Task An_id_of_15_characters_finds_the_record_and_answers_have_18()
    {
        await using SalesforceHost host = await StartAsync();
        string id = host.Insert("Task", """{"Subject": "x"}""");

        Reply reply = await host.QueryAsync($"SELECT Id FROM Task WHERE Id = '{id[..15]}'");

        Assert.Equal([id], reply.Column("Id"));
    }

    [Fact]
    public async Task Reference_fields_take_the_way_of_an_account_over_a_contact()
    {
        await using SalesforceHost host = await StartAsync();
        string account = host.Insert("Account", """{"Name": "Acme"}""");
        host.Insert("Contact", $$"""{"LastName": "Doe", "AccountId": "{{account}}"}""");

        Reply reply = await host.QueryAsync("SELECT Account.Owner.Username FROM Contact WHERE Account.Name = 'acme'");

        Assert.Equal(host.Org.IntegrationUsername, (string?)reply.Json["records"]![0]!["Account"]!["Owner"]!["Username"]);
    }

    [Fact]
    public async Task Statuses_say_which_of_them_are_closed()
    {
        await using SalesforceHost host = await StartAsync();

        Reply closed = await host.QueryAsync("SELECT MasterLabel, ApiName, IsClosed, IsDefault, SortOrder FROM TaskStatus WHERE IsClosed = true");
        Reply all = await host.QueryAsync("SELECT ApiName FROM TaskStatus ORDER BY SortOrder");
        Reply high = await host.QueryAsync("SELECT ApiName FROM TaskPriority WHERE IsHighPriority = true");

        Assert.Equal(["Completed"], closed.Column("ApiName"));
        Assert.Equal(["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"], all.Column("ApiName"));
        Assert.Equal(["High"], high.Column("ApiName"));
    }

    private static async Task<SalesforceHost> StartWithFourTasksAsync()
    {
        SalesforceHost host = await StartAsync();
        string dana = host.Insert("Contact", """{"FirstName": "Dana", "LastName": "Doe", "Email": "dana@example.com"}""");
        host.Insert("Task", $$"""{"CallObject": "a", "Subject": "Call Dana", "Priority": "High", "ActivityDate": "2026-11-18", "CallDurationInSeconds": 312, "WhoId": "{{dana}}", "CreatedDate": "2026-11-19T10:00:00Z"}""");
        host.Insert("Task", """{"CallObject": "b", "Subject": "call Eve", "ActivityDate": "2026-11-19", "CallDurationInSeconds": 60, "CreatedDate": "2026-11-20T10:00:00Z"}""");
        host.Insert("Task", """{"CallObject": "c", "Subject": "100% sure", "Priority": "Low", "CreatedDate": "2026-11-20T11:00:00Z"}""");
        host.Insert("Task", """{"CallObject": "d", "Priority": "High", "CreatedDate": "2026-11-18T11:00:00Z"}""");
        return host;
    }
}
