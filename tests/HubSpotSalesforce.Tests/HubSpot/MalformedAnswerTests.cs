using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Remote;
using HubSpotSalesforce.Tests.State;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>Answers with any part of them missing or of another type: each is read as far as it goes, or is a fault with a kind.</summary>
public sealed class MalformedAnswerTests
{
    private const string Paging = """{"paging":{"next":{"after":"x"}}}""";

    private static readonly CancellationToken Cancel = CancellationToken.None;

    private static readonly JToken?[] Others = [null, JValue.CreateNull(), "text", 7, true, new JArray(), new JObject(), new JArray(JValue.CreateNull()), new JArray(7)];

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["/tasks/search"] = """{"total":1,"results":[{"id":"1","properties":{"hs_timestamp":"2026-02-01T10:00:00Z"}}]}""",
        ["/calls/search"] = """{"total":1,"results":[{"id":"1","createdAt":"2026-02-01T10:00:00Z","properties":{"hs_timestamp":"2026-02-01T10:00:00Z","hs_call_duration":"60000"}}]}""",
        ["/emails/search"] = """{"results":[{"id":"1","properties":{"hs_email_send_event_id":"a"}}]}""",
        ["/emails/batch/read"] = """{"results":[{"id":"1","properties":{"hs_timestamp":"2026-02-01T10:00:00Z","hs_email_direction":"EMAIL","hs_email_open_count":"1"},"propertiesWithHistory":{"hs_email_open_count":[{"value":"1","timestamp":"2026-02-01T10:00:00Z"}]}}]}""",
        ["/associations/"] = """{"results":[{"from":{"id":"1"},"to":[{"toObjectId":301}]}]}""",
        ["/email/public/v1/events"] = """{"hasMore":false,"events":[{"id":"a","created":1763625662345,"type":"OPEN","recipient":"lee@example.com","appId":113,"emailCampaignId":9,"filteredEvent":false,"sentBy":{"id":"s","created":1},"obsoletedBy":{"id":"b","created":1763625662999},"location":{"city":"Ulm"}}]}""",
        ["/campaigns/"] = """{"id":9,"appId":113,"name":"November offer","subject":"Your November offer"}""",
        ["/submissions/"] = """{"results":[{"conversionId":"c","submittedAt":1770000000000,"values":[{"name":"email","value":"lee@example.com"}],"pageUrl":"https://example.com"}]}""",
        ["/marketing/v3/forms"] = """{"results":[{"id":"f","name":"Contact us"}]}""",
        ["/event-types"] = """{"eventTypes":["e_document_viewed","document_viewed","pe1_signed"]}""",
        ["/events/event-occurrences"] = """{"results":[{"id":"o","eventType":"pe1_signed","occurredAt":"2026-02-01T10:00:00Z","objectType":"CONTACT","objectId":"301","properties":{"hs_title":"Signed"}}]}""",
        ["/owners/"] = """{"results":[{"id":"1","email":"anna@acme.com"}]}""",
        ["/contacts/batch/read"] = """{"results":[{"id":"301","archived":false,"createdAt":"2026-02-01T10:00:00Z","properties":{"email":"lee@example.com","hs_merged_object_ids":"5;6"},"propertiesWithHistory":{"salesforcecontactid":[{"value":"x","timestamp":"2026-02-01T10:00:00Z"}]}}]}""",
        ["/contacts/search"] = """{"total":1,"results":[{"id":"301","properties":{"hs_additional_emails":"lee@example.com","salesforcelastsynctime":"2026-02-01T10:00:00Z"}}]}""",
        ["/memberships"] = """{"results":[{"recordId":"301"}]}""",
        ["/calls?"] = """{"results":[{"id":"1"}]}""",
        ["/details"] = """{"portalId":1,"timeZone":"UTC","uiDomain":"app.hubspot.com"}""",
        ["/access-token-info"] = """{"hubId":1,"scopes":["oauth"]}""",
    };

    private static readonly Dictionary<string, Func<HubSpotClient, Task>> Reads = new()
    {
        ["/tasks/search"] = client => ReadAsync(client, ActivityKind.TaskCreated),
        ["/calls/search"] = client => ReadAsync(client, ActivityKind.CallMade),
        ["/emails/search"] = client => ReadAsync(client, ActivityKind.SalesEmailOpened),
        ["/emails/batch/read"] = client => ReadAsync(client, ActivityKind.SalesEmailOpened),
        ["/associations/"] = client => ReadAsync(client, ActivityKind.CallMade),
        ["/email/public/v1/events"] = client => ReadAsync(client, ActivityKind.MarketingEmailOpened),
        ["/campaigns/"] = client => ReadAsync(client, ActivityKind.MarketingEmailOpened),
        ["/submissions/"] = client => ReadAsync(client, ActivityKind.FormSubmission),
        ["/marketing/v3/forms"] = client => ReadAsync(client, ActivityKind.FormSubmission),
        ["/event-types"] = client => ReadAsync(client, ActivityKind.IntegrationEvent),
        ["/events/event-occurrences"] = client => ReadAsync(client, ActivityKind.IntegrationEvent),
        ["/owners/"] = client => new OwnerReader(client).AllAsync(Cancel),
        ["/contacts/batch/read"] = client => new ContactReader(client).ByIdAsync(["301"], Cancel),
        ["/contacts/search"] = async client =>
        {
            await new ContactReader(client).SearchAsync(["lee@example.com"], Cancel);
            await new ConnectorReader(client).LookAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Cancel);
        },
        ["/memberships"] = client => new InclusionList(client, 7, said => new SyncException(FaultKind.SettingsInvalid, "", said)).MembersAsync(Cancel),
        ["/calls?"] = async client => await new ArchivedReader(client).ReadAsync("calls", Cancel).CountAsync(),
        ["/details"] = client => client.AccountAsync(Cancel),
        ["/access-token-info"] = client => client.AccountAsync(Cancel),
    };

    public static TheoryData<string> Paths => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_answer_of_any_shape_is_read_or_is_a_fault_of_the_answer(string path)
    {
        string? current = null;
        await using AnsweringHost host = await AnsweringHost.StartAsync((context, _) =>
        {
            string asked = context.Request.Path + context.Request.QueryString;
            string? known = Answers.Keys.FirstOrDefault(key => asked.Contains(key, StringComparison.Ordinal));
            return known is null
                ? AnsweringHost.JsonAsync(context, 404, """{"category":"OBJECT_NOT_FOUND"}""")
                : AnsweringHost.JsonAsync(context, 200, known == path && current is not null ? current : Answers[known]);
        });
        using HubSpotClient client = new(new HubSpotOptions(host.Url, "pat-na1-secret"), new HostGuard(allowsLoopback: true), new JumpingClock(), new Random(1));
        await Reads[path](client);    // whole, it is read

        int faults = 0;
        foreach (string shape in Shapes(Answers[path]))
        {
            current = shape;
            Exception? odd = await Record.ExceptionAsync(() => Reads[path](client));
            Assert.True(odd is null or SyncException { Kind: FaultKind.UnexpectedAnswer or FaultKind.ScopeMissing or FaultKind.Unavailable }, $"{shape} ended in {odd}");
            faults += odd is null ? 0 : 1;
        }

        // What carries a list must not read as an empty one when the list is not there.
        bool isList = Answers[path].Contains("\"results\":[", StringComparison.Ordinal) || path is "/email/public/v1/events" or "/event-types";
        Assert.True(faults > 0 || !isList);
    }

    [Theory]    // a list that does not go on would be read for ever
    [InlineData("/owners/")]
    [InlineData("/marketing/v3/forms")]
    [InlineData("/submissions/")]
    [InlineData("/memberships")]
    [InlineData("/calls?")]
    [InlineData("/events/event-occurrences")]
    public async Task A_next_page_that_is_the_page_before_is_a_fault(string path)
    {
        JObject standing = JObject.Parse(Answers[path]);
        standing.Merge(JObject.Parse(Paging));

        Assert.Equal(FaultKind.UnexpectedAnswer, (await StandingAsync(path, standing)).Kind);
    }

    [Fact]
    public async Task A_search_that_gives_the_same_page_again_is_a_fault() => Assert.Equal(
        FaultKind.UnexpectedAnswer,
        (await StandingAsync("/calls/search", new JObject
        {
            ["results"] = new JArray(Enumerable.Range(1, 200).Select(id => new JObject { ["id"] = id.ToString(CultureInfo.InvariantCulture), ["properties"] = new JObject() })),
        })).Kind);

    [Fact]
    public async Task An_event_log_that_gives_the_same_offset_again_is_a_fault()
    {
        JObject standing = JObject.Parse(Answers["/email/public/v1/events"]);
        (standing["hasMore"], standing["offset"]) = (true, "x");

        Assert.Equal(FaultKind.UnexpectedAnswer, (await StandingAsync("/email/public/v1/events", standing)).Kind);
    }

    private static async Task<SyncException> StandingAsync(string path, JObject standing)
    {
        await using PortalHost portal = await PortalHost.StartAsync([(path, [standing.ToString()]), .. Answers.Select(answer => (answer.Key, new[] { answer.Value }))]);
        return await Assert.ThrowsAsync<SyncException>(() => Reads[path](portal.Client));
    }

    private static async Task ReadAsync(HubSpotClient client, ActivityKind kind)
    {
        ActivityReaders readers = new(
            client, new HubSpotAccount("1", "UTC", "app.hubspot.com", null, null), new Dictionary<string, HubSpotOwner>(), new ReaderOptions { EventTypes = ["pe1_signed"] });
        await foreach (ActivityPage _ in readers.Of(kind).ReadAsync(kind, Sample.Noon.AddDays(-100), Sample.Noon, Cancel))
        {
        }
    }

    // Each part of the answer in turn, replaced by something else or left out.
    private static IEnumerable<string> Shapes(string answer)
    {
        yield return "null";
        yield return "[]";
        yield return "7";
        foreach (string path in Descendants(answer))
        {
            foreach (JToken? other in Others)
            {
                JToken changed = JToken.Parse(answer);
                JToken part = changed.SelectToken(path)!;
                if (other is not null)
                {
                    part.Replace(other.DeepClone());
                }
                else if (part.Parent is JProperty property)
                {
                    property.Remove();
                }

                yield return changed.ToString(Formatting.None);
            }
        }
    }

    private static string[] Descendants(string answer) => [.. ((JContainer)JToken.Parse(answer)).Descendants().Where(part => part is not JProperty).Select(part => part.Path)];
}
