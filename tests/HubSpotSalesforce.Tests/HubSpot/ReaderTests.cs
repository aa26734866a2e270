using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Tests.Activities;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.HubSpot;

/// <summary>What the readers make of HubSpot's answers.</summary>
public sealed class ReaderTests
{
    private const string Campaign = """{"id":9,"appId":113,"name":"November offer","subject":"Your November offer"}""";

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly DateTimeOffset Until = Sample.Noon;

    // D7: a meeting and a task happen when they are made, the others at their stamp.
    [Theory]
    [InlineData("callMade", "2026-02-01T10:00:00Z", "2026-02-02T10:00:00Z", "2026-02-01T10:00:00Z", null)]
    [InlineData("noteCreated", "2026-02-01T10:00:00Z", "2026-02-02T10:00:00Z", "2026-02-01T10:00:00Z", null)]
    [InlineData("salesEmailSent", "2026-02-01T10:00:00Z", "2026-02-02T10:00:00Z", "2026-02-01T10:00:00Z", null)]
    [InlineData("callMade", null, "2026-02-02T10:00:00Z", "2026-02-02T10:00:00Z", null)]
    [InlineData("meetingScheduled", "2026-05-01T10:00:00Z", "2026-02-02T10:00:00Z", "2026-02-02T10:00:00Z", "2026-05-01T10:00:00Z")]
    [InlineData("taskCreated", "2026-05-01T10:00:00Z", "2026-02-02T10:00:00Z", "2026-02-02T10:00:00Z", "2026-05-01T10:00:00Z")]    // its stamp is its due date
    [InlineData("taskCreated", null, "2026-02-02T10:00:00Z", "2026-02-02T10:00:00Z", null)]    // R10: no due date
    public async Task Each_kind_happened_when_the_rule_says(string kind, string? stamp, string created, string occurredAt, string? scheduledAt)
    {
        Activity activity = Assert.Single(await ObjectsAsync(kind, new JObject { ["hs_timestamp"] = stamp, ["hs_createdate"] = created }));

        Assert.Equal(Sample.At(occurredAt), activity.OccurredAt);
        Assert.Equal(scheduledAt is null ? null : Sample.At(scheduledAt), activity.ScheduledAt);
    }

    [Theory]    // O1: either property says so
    [InlineData("SALESFORCE", "INTEGRATION", "SALESFORCE")]
    [InlineData("CRM_UI", "SALESFORCE", "SALESFORCE")]
    [InlineData(null, "SALESFORCE", "SALESFORCE")]
    [InlineData("SALESFORCE", null, "SALESFORCE")]
    [InlineData("CRM_UI", "CRM_UI", "CRM_UI")]
    [InlineData(null, null, null)]
    public async Task What_came_from_Salesforce_is_known_by_either_property(string? engagement, string? record, string? origin)
        => Assert.Equal(origin, Assert.Single(await ObjectsAsync("callMade", new JObject
        {
            ["hs_timestamp"] = "2026-02-01T10:00:00Z",
            ["hs_engagement_source"] = engagement,
            ["hs_object_source"] = record,
        })).Origin);

    [Fact]
    public async Task An_object_without_any_time_is_left_out() => Assert.Empty(await ObjectsAsync("callMade", []));

    [Fact]
    public async Task A_search_goes_on_past_the_last_id_and_the_contacts_come_page_by_page()
    {
        string first = new JObject { ["results"] = new JArray(Enumerable.Range(1, 200).Select(id => Record($"{id}"))) }.ToString();
        string last = new JObject { ["results"] = new JArray(Record("201")) }.ToString();
        await using PortalHost portal = await PortalHost.StartAsync(
            ("/calls/search", [first, last]),
            ("/associations/", [
                """{"results":[{"from":{"id":"1"},"to":[{"toObjectId":301},{"toObjectId":"301"},{"toObjectId":9007199254740993}],"paging":{"next":{"after":"x"}}},{"from":{"id":"201"},"to":[{"toObjectId":5}],"paging":null}]}""",
                """{"results":[{"from":{"id":"1"},"to":[{"toObjectId":302}],"paging":{"next":{"after":null}}}]}"""]));

        List<ActivityPage> pages = await PagesAsync(portal, ActivityKind.CallMade);

        Activity[] calls = [.. pages.SelectMany(page => page.Activities)];
        Assert.Equal(201, calls.Length);
        Assert.Equal(["301", "9007199254740993", "302"], calls.Single(call => call.SourceId == "1").ContactIds);
        Assert.Equal(["5"], calls.Single(call => call.SourceId == "201").ContactIds);
        Assert.Equal([Until], pages.Select(page => page.ReadUpTo).OfType<DateTimeOffset>());
        AnsweringRequestHas(portal, 1, "hs_object_id", "200");
    }

    [Fact]
    public async Task The_same_event_on_a_page_twice_is_one_and_two_of_one_second_are_two()    // R31
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            ("/campaigns/", [Campaign]),
            ("/events?", [$$"""{"hasMore":false,"events":[{{Event("a")}},{{Event("b")}},{{Event("a")}}]}"""]));

        List<ActivityPage> pages = await PagesAsync(portal, ActivityKind.MarketingEmailOpened, Until.AddHours(-3));

        Assert.Equal(["hs-mail-1763625662345-a", "hs-mail-1763625662345-b"], pages.SelectMany(page => page.Activities).Select(activity => activity.Key));
        Assert.Single(portal.Requests, request => request.Path.Contains("/campaigns/", StringComparison.Ordinal));    // asked for once
    }

    [Theory]    // D8, O20
    [InlineData(""","filteredEvent":true""", true, null, false)]
    [InlineData(""","filteredEvent":false""", false, null, false)]
    [InlineData(""","obsoletedBy":{"id":"b","created":1763625662999}""", false, "hs-mail-1763625662999-b", false)]
    [InlineData(""","obsoletedBy":null""", false, null, false)]
    [InlineData(""","emailCampaignId":404""", false, null, true)]    // a campaign that cannot be found
    public async Task An_event_carries_HubSpots_marks(string mark, bool isFiltered, string? obsoletedBy, bool isSalesEmail)
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            ("/campaigns/9?", [Campaign]),
            ("/events?", [$$"""{"hasMore":false,"events":[{"id":"a","created":1763625662345,"type":"OPEN","recipient":"lee@example.com","appId":113,"emailCampaignId":9{{mark}}}]}"""]));

        Activity activity = Assert.Single((await PagesAsync(portal, ActivityKind.MarketingEmailOpened, Until.AddHours(-3))).SelectMany(page => page.Activities));

        Assert.Equal((isFiltered, obsoletedBy, isSalesEmail, "lee@example.com"), (activity.IsFiltered, activity.ObsoletedBy, activity.IsSalesEmail, activity.Email));
    }

    [Fact]
    public async Task The_event_log_is_read_without_a_gap_and_the_youngest_are_left_to_settle()    // O13
    {
        await using PortalHost portal = await PortalHost.StartAsync(("/events?", ["""{"hasMore":false,"events":[]}"""]));

        List<ActivityPage> pages = await PagesAsync(portal, ActivityKind.MarketingEmailOpened, Until.AddDays(-100));

        long[][] windows =
        [
            .. portal.Requests.Select(request => QueryHelpers.ParseQuery(request.Path.Split('?')[1]))
                .Select(query => new[] { Number(query["startTimestamp"]), Number(query["endTimestamp"]) }),
        ];
        Assert.Equal(Until.AddDays(-100).ToUnixTimeMilliseconds(), windows[0][0]);
        Assert.Equal(Until.AddMinutes(-10).ToUnixTimeMilliseconds(), windows[^1][1]);
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First[1] + 1, pair.Second[0]));
        Assert.Equal(Until.AddMinutes(-10), pages[^1].ReadUpTo);
        Assert.Single(windows);    // silence costs one call
    }

    [Fact]
    public async Task A_window_comes_as_a_whole_once_it_was_walked_to_its_end()    // O13, O16
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            ("/campaigns/", [Campaign]),
            ("/events?", [$$"""{"hasMore":true,"offset":"o 1","events":[{{Event("a")}}]}""", $$"""{"hasMore":false,"offset":"o2","events":[{{Event("b")}}]}"""]));

        List<ActivityPage> pages = await PagesAsync(portal, ActivityKind.MarketingEmailOpened, Until.AddHours(-3));

        ActivityPage window = Assert.Single(pages);
        Assert.Equal(Until.AddMinutes(-10), window.ReadUpTo);
        Assert.Equal(["a", "b"], window.Activities.Select(activity => activity.SourceId.Split('-')[1]));
        Assert.Contains("&offset=o%201", portal.Requests.Last(request => request.Path.Contains("/events?", StringComparison.Ordinal)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_of_all_types_are_walked_down_to_where_the_last_read_ended()    // R2, O16
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            ("archived=false", ["""{"results":[{"id":"f1","name":"Contact us"}],"paging":null}"""]),
            ("archived=true", ["""{"results":[{"id":"f2","name":" "},{"id":"gone","name":"Gone"}]}"""]),
            ("/forms/f1?", [
                $$"""{"results":[{{Submission("s3", "2026-03-01T10:00:00Z")}},{{Submission("s3", "2026-03-01T10:00:00Z")}}],"paging":{"next":{"after":"x"} } }""",
                $$"""{"results":[{{Submission("s2", "2026-03-01T09:00:00Z")}},{{Submission("s1", "2026-02-28T09:00:00Z")}}],"paging":{"next":{"after":"y"} } }"""]),
            ("/forms/f2?", [$$"""{"results":[{{Submission("s9", "2026-03-01T09:00:00Z")}}]}"""]));

        List<ActivityPage> pages = await PagesAsync(portal, ActivityKind.FormSubmission, Sample.At("2026-03-01T00:00:00Z"));

        Activity[] read = [.. pages.SelectMany(page => page.Activities)];
        Assert.Equal(["hs-form-s3", "hs-form-s2", "hs-form-s9"], read.Select(activity => activity.Key));
        Assert.Equal(["Contact us", "Contact us", "form f2"], read.Select(activity => activity.Values["form"]));    // R2: a form without a name
        Assert.All(read, activity => Assert.Equal("lee@example.com", activity.Email));
        Assert.Equal([Until], pages.Select(page => page.ReadUpTo).OfType<DateTimeOffset>());    // and only at the very end
        Assert.DoesNotContain(portal.Requests, request => request.Path.Contains("after=y", StringComparison.Ordinal));
        Assert.All(portal.Requests.Where(request => request.Path.Contains("archived", StringComparison.Ordinal)), request => Assert.Contains("formTypes=all", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Owners_who_left_are_known_too()
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            ("archived=false&after=p%2B2", ["""{"results":[{"id":"2","email":""}]}"""]),
            ("archived=false", ["""{"results":[{"id":"1","email":"anna@acme.com"}],"paging":{"next":{"after":"p+2"}}}"""]),
            ("archived=true", ["""{"results":[{"id":"3","email":"ben@acme.com"},{"id":"1","email":"old@acme.com"}]}"""]));

        IReadOnlyDictionary<string, HubSpotOwner> owners = await new OwnerReader(portal.Client).AllAsync(Cancel);

        Assert.Equal([new("1", "anna@acme.com", false), new("2", null, false), new("3", "ben@acme.com", true)], owners.Values.OrderBy(owner => owner.Id));
    }

    private static async Task<List<ActivityPage>> PagesAsync(PortalHost portal, ActivityKind kind, DateTimeOffset? since = null)
    {
        List<ActivityPage> pages = [];
        await foreach (ActivityPage page in Readers(portal).Of(kind).ReadAsync(kind, since ?? DateTimeOffset.UnixEpoch, Until, Cancel))
        {
            pages.Add(page);
        }

        return pages;
    }

    private static async Task<Activity[]> ObjectsAsync(string kind, JObject properties)
    {
        await using PortalHost portal = await PortalHost.StartAsync(
            ("/search", [new JObject { ["results"] = new JArray(new JObject { ["id"] = "1", ["properties"] = properties }) }.ToString()]),
            ("/associations/", ["""{"results":[]}"""]));
        return [.. (await PagesAsync(portal, ActivityKind.Named(kind))).SelectMany(page => page.Activities)];
    }

    private static ActivityReaders Readers(PortalHost portal) => new(
        portal.Client, new HubSpotAccount("1", "UTC", "app.hubspot.com", null, null), new Dictionary<string, HubSpotOwner>(), new ReaderOptions());

    private static void AnsweringRequestHas(PortalHost portal, int index, string property, string value)
    {
        string body = portal.Requests.Where(request => request.Path.EndsWith("/search", StringComparison.Ordinal)).ElementAt(index).Body;
        JToken filter = JObject.Parse(body).SelectToken($"filterGroups[0].filters[?(@.propertyName=='{property}')]")!;
        Assert.Equal(("GT", value), ((string?)filter["operator"], (string?)filter["value"]));
    }

    private static long Number(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);

    private static JObject Record(string id) => new() { ["id"] = id, ["properties"] = new JObject { ["hs_timestamp"] = "2026-02-01T10:00:00Z" } };

    private static string Event(string id) => $$"""{"id":"{{id}}","created":1763625662345,"type":"OPEN","recipient":"lee@example.com","appId":113,"emailCampaignId":9}""";

    private static string Submission(string id, string at)
        => $$"""{"conversionId":"{{id}}","submittedAt":{{Sample.At(at).ToUnixTimeMilliseconds()}},"values":[{"name":"email","value":"lee@example.com"}],"pageUrl":"https://example.com"}""";
}
