using System.Text.Json.Nodes;
using HubSpotSalesforce.Reports;
using HubSpotSalesforce.Runs;
using HubSpotSalesforce.Simulator;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>Reports made in Salesforce.</summary>
public sealed class ReportPublisherTests
{
    // R38, R39, R40, R41
    [Fact]
    public async Task A_report_in_Salesforce_has_the_type_columns_filters_grouping_and_days_that_were_asked_for()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();

        PublishedReport made = await PublishAsync(org, "owner", new ReportDefinition
        {
            Who = "leads",
            Kinds = ["callMade", "noteCreated"],
            Status = "open",
            Statuses = ["Not Started"],
            SubjectStartsWith = "Call",
            SubjectContains = "price",
            From = new DateOnly(2026, 11, 1),
            To = new DateOnly(2026, 11, 30),
        });
        JsonObject sent = Sent(org, "create");

        Assert.Equal(("create", "LeadActivity", "ASSIGNED"), (made.Action, made.ReportType, made.GroupedBy));
        Assert.Equal("LeadActivity", sent["reportType"]!["type"]!.ToString());
        Assert.Equal("SUMMARY", sent["reportFormat"]!.ToString());
        Assert.Equal(
            ["SUBJECT", "DUE_DATE", "Activity.HubSpot_Activity_Kind__c", "FIRST_NAME", "LAST_NAME", "EMAIL", "COMPANY", "STATUS", "TASK_TYPE", "Activity.HubSpot_Activity_Id__c"],
            sent["detailColumns"]!.AsArray().Select(column => column!.ToString()));
        Assert.Equal(
            [
                "Activity.HubSpot_Activity_Id__c notEqual ", "Activity.HubSpot_Activity_Kind__c equals callMade,noteCreated", "STATUS equals Not Started",
                "SUBJECT contains price", "SUBJECT startsWith Call",
            ],
            sent["reportFilters"]!.AsArray().Select(filter => $"{filter!["column"]} {filter["operator"]} {filter["value"]}"));
        Assert.Equal(["closed open", "type t"], sent["standardFilters"]!.AsArray().Select(filter => $"{filter!["name"]} {filter["value"]}"));
        Assert.Equal(
            "DUE_DATE CUSTOM 2026-11-01 2026-11-30",
            string.Join(' ', new[] { "column", "durationValue", "startDate", "endDate" }.Select(part => sent["standardDateFilter"]![part]!.ToString())));
    }

    [Fact]
    public async Task The_report_in_Salesforce_counts_what_the_report_here_counts()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        org.Add("callMade", "Call: one");
        org.Add("callMade", "Call: two", ReportedOrg.Lee);
        org.Add("noteCreated", "Note: other");
        org.Add("callMade", "Call: a lead", ReportedOrg.Kim);
        org.Add("", "Call: by hand");
        ReportDefinition definition = new() { Kinds = ["callMade"], From = new DateOnly(2026, 11, 1) };

        PublishedReport made = await PublishAsync(org, "kind", definition);

        Assert.Equal((await org.RowsAsync(definition)).Length, await org.CountInSalesforceAsync(made.Id!));
    }

    [Theory]
    [InlineData("kind", "Activity.HubSpot_Activity_Kind__c", "None")]
    [InlineData("owner", "ASSIGNED", "None")]
    [InlineData("account", "ACCOUNT.NAME", "None")]
    [InlineData("account", "COMPANY", "None", "leads")]
    [InlineData("status", "STATUS", "None")]
    [InlineData("taskType", "TASK_TYPE", "None")]
    [InlineData("day", "DUE_DATE", "Day")]
    [InlineData("month", "DUE_DATE", "Month")]
    public async Task A_report_in_Salesforce_is_grouped_by_the_column_of_what_was_named(string by, string column, string granularity, string who = "contacts")
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();

        PublishedReport made = await PublishAsync(org, by, new ReportDefinition { Who = who });
        JsonObject sent = Sent(org, "create");

        Assert.Equal(column, made.GroupedBy);
        Assert.Equal("SUMMARY", sent["reportFormat"]!.ToString());
        Assert.Equal($"{column} Asc {granularity}", string.Join(' ', new[] { "name", "sortOrder", "dateGranularity" }.Select(part => sent["groupingsDown"]!.AsArray().Single()![part]!.ToString())));
        Assert.DoesNotContain(column, sent["detailColumns"]!.AsArray().Select(shown => shown!.ToString()));
    }

    [Theory]
    [InlineData("campaign")]
    [InlineData("person")]
    public async Task A_grouping_that_reports_in_Salesforce_do_not_have_is_refused_with_those_they_have(string by)
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();

        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => PublishAsync(org, by, new ReportDefinition()));

        Assert.Equal((FaultKind.ReportInvalid, by), (refused.Kind, refused.About));
        Assert.Contains("kind, owner, status, taskType, account, day or month", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_time_the_same_report_is_changed()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();

        PublishedReport first = await PublishAsync(org, "kind", new ReportDefinition());
        PublishedReport second = await PublishAsync(org, null, new ReportDefinition { Kinds = ["callMade"] });

        Assert.Equal(("update", first.Id, first.FolderId), (second.Action, second.Id, second.FolderId));
        Assert.Equal("TABULAR", Sent(org, "update")["reportFormat"]!.ToString());
        Assert.Single(org.Sync.Simulator.Log.Snapshot(), entry => entry.Type == "Folder");
    }

    [Fact]
    public async Task A_plan_writes_nothing()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();
        int before = org.Sync.Simulator.Log.Snapshot().Length;

        using ReportPublication publication = await OpenAsync(org, new ReportDefinition());
        PublishedReport plan = await publication.PlanAsync("Sales", "kind", CancellationToken.None);

        Assert.Equal(("create", null, null), (plan.Action, plan.Id, plan.FolderId));
        Assert.Equal(before, org.Sync.Simulator.Log.Snapshot().Length);
    }

    [Fact]
    public async Task What_a_report_in_Salesforce_cannot_be_narrowed_to_is_refused_before_anything_is_written()
    {
        await using ReportedOrg org = await ReportedOrg.StartAsync();

        using ReportPublication publication = await OpenAsync(org, new ReportDefinition { Person = "moss" });
        SyncException refused = await Assert.ThrowsAsync<SyncException>(() => publication.PlanAsync("Sales", "kind", CancellationToken.None));

        Assert.Equal(FaultKind.ReportInvalid, refused.Kind);
        Assert.EndsWith("Give the address.", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<PublishedReport> PublishAsync(ReportedOrg org, string? groupBy, ReportDefinition definition)
    {
        using ReportPublication publication = await OpenAsync(org, definition);
        return await publication.ApplyAsync(await publication.PlanAsync(ReportPublication.DefaultFolder, groupBy, CancellationToken.None), groupBy, CancellationToken.None);
    }

    private static Task<ReportPublication> OpenAsync(ReportedOrg org, ReportDefinition definition)
        => ReportPublication.OpenAsync(new ReportRequest { SettingPath = org.Sync.SettingPath, Definition = definition, Title = "Published" }, org.Sync.Host, CancellationToken.None);

    private static JsonObject Sent(ReportedOrg org, string action)
        => org.Sync.Simulator.Log.Snapshot().Single((WriteLogEntry entry) => entry.Type == "Report" && entry.Action == action).Fields!;
}
