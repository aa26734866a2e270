using System.Text.Json.Nodes;
using static HubSpotSalesforce.Simulator.Tests.Salesforce.SalesforceHost;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class CustomFieldTests
{
    [Fact]
    public async Task A_field_made_on_activity_answers_with_its_id()
    {
        await using SalesforceHost host = await StartAsync();

        Reply reply = await host.CreateFieldAsync(Key, "Text", externalId: true, unique: true, caseSensitive: true);

        Assert.Equal(201, reply.Status);
        Assert.StartsWith("00N", (string?)reply.Json["id"]);
        Assert.True((bool)reply.Json["success"]!);
        Assert.Empty(reply.Json["errors"]!.AsArray());
    }

    [Theory]
    [InlineData("Activity.HubSpot_Activity_Id__c", "Text", 64, "DUPLICATE_DEVELOPER_NAME")]
    [InlineData("Activity.hubspot_activity_id__c", "Text", 64, "DUPLICATE_DEVELOPER_NAME")]
    [InlineData("Task.Other__c", "Text", 64, "INVALID_CROSS_REFERENCE_KEY")]    // Task has no custom fields of its own
    [InlineData("Nonsense.Other__c", "Text", 64, "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("Activity.Other", "Text", 64, "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("Activity.Other__c", "Text", 256, "FIELD_INTEGRITY_EXCEPTION")]
    [InlineData("Activity.Other__c", "Hologram", 64, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    public async Task A_field_that_cannot_be_made_is_refused(string fullName, string type, int length, string code)
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        Reply reply = await host.PostAsync($"{Root}/tooling/sobjects/CustomField", $$"""
            {"FullName": "{{fullName}}", "Metadata": {"label": "Other", "type": "{{type}}", "length": {{length}} } }
            """);

        Assert.Equal((400, code), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task The_tooling_query_finds_the_field_and_the_other_query_does_not_know_its_type()
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        const string Soql = "SELECT Id, DeveloperName FROM CustomField WHERE DeveloperName = 'HubSpot_Activity_Id' AND TableEnumOrId = 'Activity'";

        Reply tooling = await host.QueryAsync(Soql, "tooling/query");
        Reply other = await host.QueryAsync(Soql);

        Assert.Equal(["HubSpot_Activity_Id"], tooling.Column("DeveloperName"));
        Assert.Equal("INVALID_TYPE", other.ErrorCode);
    }

    [Theory]
    [InlineData(new string[0], false)]
    [InlineData(new[] { "Task" }, false)]
    [InlineData(new[] { "Event" }, false)]
    [InlineData(new[] { "Task", "Event" }, true)]
    public async Task The_field_is_there_only_with_security_for_task_and_event_together(string[] granted, bool there)
    {
        await using SalesforceHost host = await StartAsync();
        await host.CreateFieldAsync(Key, "Text", externalId: true, unique: true, caseSensitive: true);
        foreach (string type in granted)
        {
            await host.GrantAsync(type, Key);
        }

        Reply query = await host.QueryAsync($"SELECT {Key} FROM Task");
        Reply filter = await host.QueryAsync($"SELECT Id FROM Event WHERE {Key} = 'hs-1'");
        Reply upsert = await host.UpsertAsync("\"HubSpot_Activity_Id__c\": \"hs-1\"");
        Reply row = await host.PostAsync($"{Root}/composite/sobjects", Collection(false, "\"HubSpot_Activity_Id__c\": \"hs-2\""));

        Assert.Equal(there ? null : "INVALID_FIELD", there ? null : query.ErrorCode);
        Assert.Equal(there ? 200 : 400, filter.Status);
        Assert.Equal(there ? 200 : 404, upsert.Status);
        Assert.Equal(there ? null : "NOT_FOUND", there ? null : upsert.ErrorCode);
        Assert.Equal([there ? null : "INVALID_FIELD"], row.RowCodes);
        Assert.Equal(there, await DescribedAsync(host, "Task") is not null);
        Assert.Equal(there, await DescribedAsync(host, "Event") is not null);
    }

    [Fact]
    public async Task The_key_is_described_as_external_id_unique_and_case_sensitive()
    {
        await using SalesforceHost host = await StartWithKeyAsync();

        JsonNode field = (await DescribedAsync(host, "Task"))!;

        Assert.Equal(
            ("string", 64, true, true, true, true, true),
            ((string?)field["type"], (int)field["length"]!, (bool)field["externalId"]!, (bool)field["unique"]!, (bool)field["idLookup"]!, (bool)field["caseSensitive"]!, (bool)field["custom"]!));
    }

    [Fact]
    public async Task A_field_that_may_only_be_read_is_refused_in_writes()
    {
        await using SalesforceHost host = await StartAsync();
        await host.CreateFieldAsync("HubSpot_Activity_Kind__c", "Text");
        await host.GrantAsync("Task", "HubSpot_Activity_Kind__c", edit: false);
        await host.GrantAsync("Event", "HubSpot_Activity_Kind__c", edit: false);

        Reply read = await host.QueryAsync("SELECT HubSpot_Activity_Kind__c FROM Task");
        Reply written = await host.PostAsync($"{Root}/sobjects/Task", """{"HubSpot_Activity_Kind__c": "call"}""");

        Assert.Equal(200, read.Status);
        Assert.Equal("INVALID_FIELD_FOR_INSERT_UPDATE", written.ErrorCode);
    }

    [Fact]
    public async Task Security_that_is_taken_away_hides_the_field_again()
    {
        await using SalesforceHost host = await StartAsync();
        await host.CreateFieldAsync(Key, "Text");
        await host.GrantAsync("Task", Key);
        string entry = await host.GrantAsync("Event", Key);
        Assert.NotNull(await DescribedAsync(host, "Task"));

        Reply deleted = await host.DeleteAsync($"{Root}/sobjects/FieldPermissions/{entry}");

        Assert.Equal(204, deleted.Status);
        Assert.Null(await DescribedAsync(host, "Task"));
    }

    [Theory]
    [InlineData("Task", "Task.Nonsense__c", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("Task", "Event.HubSpot_Activity_Id__c", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("Task", "Task.Subject", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]    // standard fields need none
    [InlineData("Task", "Task.HubSpot_Activity_Id__c", "DUPLICATE_VALUE")]    // there already
    public async Task Security_for_what_is_not_there_is_refused(string type, string field, string code)
    {
        await using SalesforceHost host = await StartWithKeyAsync();
        string set = (await host.QueryAsync("SELECT Id FROM PermissionSet WHERE Name = 'Integration'")).Column("Id")[0]!;

        Reply reply = await host.PostAsync($"{Root}/sobjects/FieldPermissions", $$"""
            {"ParentId": "{{set}}", "SobjectType": "{{type}}", "Field": "{{field}}", "PermissionsRead": true, "PermissionsEdit": true}
            """);

        Assert.Equal(code, reply.ErrorCode);
    }

    [Fact]
    public async Task A_permission_set_of_ones_own_gives_security_once_it_is_assigned()
    {
        await using SalesforceHost host = await StartAsync();
        await host.CreateFieldAsync(Key, "Text");
        string set = await host.CreateAsync("PermissionSet", """{"Name": "HubSpot_Sync", "Label": "HubSpot sync"}""");
        foreach (string type in new[] { "Task", "Event" })
        {
            await host.CreateAsync("FieldPermissions", $$"""
                {"ParentId": "{{set}}", "SobjectType": "{{type}}", "Field": "{{type}}.{{Key}}", "PermissionsRead": true, "PermissionsEdit": true}
                """);
        }

        JsonNode? before = await DescribedAsync(host, "Task");
        await host.CreateAsync("PermissionSetAssignment", $$"""{"AssigneeId": "{{host.Org.IntegrationUserId}}", "PermissionSetId": "{{set}}"}""");
        JsonNode? after = await DescribedAsync(host, "Task");

        Assert.Null(before);
        Assert.NotNull(after);
    }

    [Fact]
    public async Task The_integration_user_starts_with_a_set_of_its_own_beside_that_of_its_profile()
    {
        await using SalesforceHost host = await StartAsync();

        Reply sets = await host.QueryAsync("SELECT Id, Name, IsOwnedByProfile, ProfileId, Profile.Name FROM PermissionSet ORDER BY IsOwnedByProfile");
        Reply assigned = await host.QueryAsync(
            $"SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = '{host.Org.IntegrationUserId}' AND PermissionSet.IsOwnedByProfile = false");

        Assert.Equal("Integration", sets.Column("Name")[0]);
        Assert.Equal("Minimum Access - API Only Integrations", (string?)sets.Json["records"]![1]!["Profile"]!["Name"]);
        Assert.Equal([sets.Column("Id")[0]], assigned.Column("PermissionSetId"));
    }

    private static async Task<JsonNode?> DescribedAsync(SalesforceHost host, string type)
        => (await host.GetAsync($"{Root}/sobjects/{type}/describe")).Json["fields"]!.AsArray().SingleOrDefault(field => (string?)field!["name"] == Key);
}
