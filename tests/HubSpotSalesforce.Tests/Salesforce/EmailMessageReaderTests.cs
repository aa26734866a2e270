using System.Text.Json.Nodes;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Remote;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class EmailMessageReaderTests
{
    private const string Stamp = "2026-11-20T09:00:00Z";
    private const string Message = "02s000000000001AAA";

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly DateTimeOffset Since = Sample.At("2026-11-20T00:00:00Z");

    [Fact]
    public async Task An_email_is_its_message_where_it_has_one_and_else_its_task()    // O23, R56
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string withMessage = PutEmail(org, 1);
        string without = PutEmail(org, 2);
        PutMessage(org, 1, withMessage, ("MessageDate", "2026-11-19T08:00:00Z"), ("Incoming", true), ("HtmlBody", "<p>Hello</p>"), ("FromAddress", "kim@x.com"));

        Activity[] emails = await ReadAsync(org);

        Assert.Equal([$"sf-{Message}", $"sf-{without}"], emails.Select(email => email.Key));
        Assert.Equal([withMessage, without], emails.Select(email => email.SourceId));
        Assert.Equal(Sample.At("2026-11-19T08:00:00Z"), emails[0].OccurredAt);
        Assert.Equal(("true", "<p>Hello</p>", "kim@x.com"), (emails[0].Values["EmailMessage.Incoming"], emails[0].Values["EmailMessage.HtmlBody"], emails[0].Values["EmailMessage.FromAddress"]));
        Assert.DoesNotContain("EmailMessage.Id", emails[1].Values.Keys);
    }

    [Fact]
    public async Task A_task_that_was_replaced_leaves_the_email_what_it_was()    // O23
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string old = PutEmail(org, 1, ("IsDeleted", true));
        string young = PutEmail(org, 2);
        PutMessage(org, 1, young);

        Activity[] emails = await ReadAsync(org);
        IReadOnlyDictionary<string, EmailMessageState> states = await new EmailMessageReader(org.Client, org.Fields).FindAsync([Message, "02s000000000009AAA"], Cancel);

        Assert.Equal([($"sf-{old}", true), ($"sf-{Message}", false)], emails.Select(email => (email.Key, email.IsDeleted)));
        Assert.Equal([new EmailMessageState(Message, young, IsDeleted: false)], states.Values);
    }

    [Fact]
    public async Task A_deleted_email_keeps_its_identity()    // O23, R51
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string task = PutEmail(org, 1, ("IsDeleted", true));
        PutMessage(org, 1, task, ("IsDeleted", true));

        Activity email = Assert.Single(await ReadAsync(org));
        EmailMessageState state = Assert.Single((await new EmailMessageReader(org.Client, org.Fields).FindAsync([Message], Cancel)).Values);

        Assert.Equal(($"sf-{Message}", true), (email.Key, email.IsDeleted));
        Assert.True(state.IsDeleted);
    }

    [Fact]
    public async Task A_message_that_changed_brings_its_task_along_once()    // O23, R47
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string quiet = org.Put("Task", "00T000000000001", "2026-11-01T00:00:00Z", ("TaskSubtype", "Email"));
        string busy = PutEmail(org, 2);
        PutMessage(org, 1, quiet, ("Subject", "New subject"));
        PutMessage(org, 2, busy);

        Activity[] emails = await ReadAsync(org);

        Assert.Equal([busy, quiet], emails.Select(email => email.SourceId));
        Assert.Equal(("New subject", Sample.At(Stamp)), (emails[1].Values["EmailMessage.Subject"], emails[1].ModifiedAt));
    }

    [Fact]
    public async Task Of_several_messages_of_one_task_the_first_living_one_counts()    // O23
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();
        string task = PutEmail(org, 1);
        PutMessage(org, 1, task, ("IsDeleted", true));
        PutMessage(org, 2, task);
        PutMessage(org, 3, task);

        Assert.Equal("sf-02s000000000002AAA", Assert.Single(await ReadAsync(org)).Key);
    }

    [Fact]
    public async Task An_org_without_email_messages_has_its_email_tasks()    // R56
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => context.Request.Path.Value!.EndsWith("/EmailMessage/describe", StringComparison.Ordinal)
            ? AnsweringHost.JsonAsync(context, 404, """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""")
            : AnsweringHost.JsonAsync(context, 200, context.Request.Path.Value!.EndsWith("/describe", StringComparison.Ordinal)
                ? """{"fields":[{"name":"Id"},{"name":"ActivityId"}]}"""
                : """{"done":true,"records":[]}"""));
        FieldReader fields = new(org.Client);

        Assert.Empty(await fields.ReadAsync("EmailMessage", Cancel));
        Assert.Empty(await new EmailMessageReader(org.Client, fields).FindAsync([Message], Cancel));
        Assert.Single(org.Requests);    // asked once, and then known
    }

    [Fact]
    public async Task A_mapped_field_of_messages_that_is_not_there_is_named()    // R55
    {
        await using SimulatedOrg org = await SimulatedOrg.StartAsync();

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => ReadAsync(org, "EmailMessage.Colour__c"));

        Assert.Equal((FaultKind.FieldMissing, "EmailMessage.Colour__c"), (fault.Kind, fault.About));
    }

    private static string PutEmail(SimulatedOrg org, int number, params (string, JsonNode?)[] fields)
        => org.Put("Task", SimulatedOrg.Id("00T", number), Stamp, [("TaskSubtype", "Email"), .. fields]);

    private static void PutMessage(SimulatedOrg org, int number, string task, params (string, JsonNode?)[] fields)
        => org.Put("EmailMessage", SimulatedOrg.Id("02s", number), Stamp, [("ActivityId", task), .. fields]);

    private static async Task<Activity[]> ReadAsync(SimulatedOrg org, params string[] mapped)
        => [.. (await new RecordReader(org.Client, org.Fields, ActivityFamily.Emails, mapped).ReadAsync(Since, SimulatedOrg.Now, Cancel).ToListAsync()).SelectMany(page => page.Activities)];
}
