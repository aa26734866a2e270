using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class SoqlRefusalTests
{
    [Theory]
    [InlineData("", "MALFORMED_QUERY")]
    [InlineData("SELECT", "MALFORMED_QUERY")]
    [InlineData("SELECT FROM Task", "MALFORMED_QUERY")]
    [InlineData("SELECT Id, FROM Task", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE Subject = 'a", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE Subject = 'a\\x'", "MALFORMED_QUERY")]    // no such escape
    [InlineData("SELECT Id FROM Task WHERE Subject = 'a' OR", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE Subject = 'a' AND Priority = 'b' OR Status = 'c'", "MALFORMED_QUERY")]    // parentheses are missing
    [InlineData("SELECT Id FROM Task WHERE Subject = 'a' AND NOT Priority = 'b'", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE Subject IN ()", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE Id IN (SELECT WhoId FROM Event)", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE ActivityDate = 2026-02-30", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE ActivityDate = TODAY", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task WHERE Subject == 'a'", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task LIMIT x", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task; DELETE", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Task ORDER BY Id SIDEWAYS", "MALFORMED_QUERY")]
    [InlineData("SELECT TYPEOF Who WHEN Contact THEN Email END FROM Task", "MALFORMED_QUERY")]
    [InlineData("SELECT FIELDS(ALL) FROM Task LIMIT 1", "MALFORMED_QUERY")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "MALFORMED_QUERY")]
    [InlineData("SELECT Subject, COUNT(Id) FROM Task", "MALFORMED_QUERY")]    // neither grouped nor aggregated
    [InlineData("DELETE FROM Task", "MALFORMED_QUERY")]
    [InlineData("SELECT Nonsense FROM Task", "INVALID_FIELD")]
    [InlineData("SELECT Id, id FROM Task", "INVALID_FIELD")]    // twice
    [InlineData("SELECT Who.Nonsense FROM Task", "INVALID_FIELD")]
    [InlineData("SELECT Whom.Name FROM Task", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task WHERE Nonsense = 1", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task WHERE Description LIKE '%hs-1%'", "INVALID_FIELD")]    // long text
    [InlineData("SELECT Id FROM Task ORDER BY Description", "INVALID_FIELD")]
    [InlineData("SELECT Description FROM Task GROUP BY Description", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task WHERE Subject = 5", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task WHERE IsClosed = 'true'", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task WHERE ActivityDate = '2026-11-18'", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task WHERE ActivityDate > 2026-11-18T00:00:00Z", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Task WHERE CreatedDate > 2026-11-18", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Tasks", "INVALID_TYPE")]
    [InlineData("SELECT Id FROM Task WHERE Id = 'nonsense'", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("SELECT Id FROM Task WHERE Id LIKE '00T%'", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("SELECT Id FROM Task WHERE IsClosed > false", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("SELECT Id FROM Task WHERE Subject > null", "INVALID_QUERY_FILTER_OPERATOR")]
    [InlineData("SELECT Id FROM Task OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE")]
    public async Task A_query_that_cannot_be_answered_is_refused_with_a_code(string soql, string code)
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.QueryAsync(soql);

        Assert.Equal((400, code), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task The_message_shows_where_an_unknown_field_stands()
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.QueryAsync("SELECT Id, Foo FROM Task");

        string message = (string)reply.Json[0]!["message"]!;
        Assert.Contains("ERROR at Row:1:Column:12", message, StringComparison.Ordinal);
        Assert.Contains("No such column 'Foo' on entity 'Task'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_000, 200)]
    [InlineData(4_001, 400)]
    public async Task A_text_in_a_condition_has_at_most_4000_characters(int length, int status)
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.QueryAsync($"SELECT Id FROM Task WHERE Subject = '{new string('x', length)}'");

        Assert.Equal(status, reply.Status);
    }
}
