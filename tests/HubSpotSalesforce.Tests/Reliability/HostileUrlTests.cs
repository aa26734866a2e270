using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Activities;
using HubSpotSalesforce.Tests.Remote;
using HubSpotSalesforce.Tests.State;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Xunit.Abstractions;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Whatever address a server hands back, a token travels to the server it is for and nowhere else.</summary>
public sealed class HostileUrlTests(ITestOutputHelper output)
{
    private const string JobId = "750000000000001AAA";

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly int[] Redirects = [301, 302, 303, 307, 308];

    private readonly Figures _figures = new(output);
    private string _url = "";

    [Fact]
    public Task An_instance_that_a_token_names_is_asked_only_where_it_may_be()
        => AskAsync("instance_url", (context, _) => AnsweringHost.JsonAsync(context, 200, IsToken(context) ? Token(_url) : "{}"), async (_, org) => await org.GetAsync("/limits", Cancel));

    [Fact]
    public Task The_next_page_of_a_list_of_HubSpot_is_asked_of_HubSpot() => AskAsync(
        "paging.next of HubSpot",
        (context, _) => AnsweringHost.JsonAsync(context, 200, context.Request.Query.ContainsKey("after")
            ? """{"results":[]}"""
            : new JObject { ["results"] = new JArray(), ["paging"] = new JObject { ["next"] = new JObject { ["after"] = _url, ["link"] = _url } } }.ToString()),
        async (portal, _) => await new OwnerReader(portal).AllAsync(Cancel));

    [Fact]
    public Task The_next_page_of_a_query_is_asked_of_the_org() => AskAsync(
        "nextRecordsUrl",
        (context, _) => AnsweringHost.JsonAsync(context, 200, IsToken(context) ? Token(Own(context)) : context.Request.Query.ContainsKey("q")
            ? new JObject { ["done"] = false, ["records"] = new JArray(), ["nextRecordsUrl"] = _url }.ToString()
            : """{"done":true,"records":[]}"""),
        async (_, org) => await org.QueryAsync(Soql.Select("Task", "Id"), withDeleted: false, Cancel).CountAsync());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_job_is_asked_for_by_its_id_wherever_it_says_it_is(bool isId) => AskAsync(
        isId ? "id of a job" : "contentUrl and locator of a job",
        (context, _) => IsToken(context) ? AnsweringHost.JsonAsync(context, 200, Token(Own(context))) : JobAsync(context, isId),
        async (_, org) =>
        {
            TaskJobWriter jobs = new(org, new JumpingClock());
            await jobs.CarryAsync(await jobs.OpenAsync(Cancel), [Sample.Create("hs-call-1")], Cancel);
        });

    [Theory]
    [InlineData("hubspot")]
    [InlineData("salesforce")]
    [InlineData("token")]
    public Task A_redirect_leads_nowhere(string side) => AskAsync(
        $"redirects of {side}",
        (context, number) =>
        {
            if (side == "salesforce" && IsToken(context))
            {
                return AnsweringHost.JsonAsync(context, 200, Token(Own(context)));
            }

            // What cannot stand in a header travels escaped, as a server would have to send it.
            string location = _url.All(letter => letter is >= ' ' and < '\u007f') ? _url : Uri.EscapeDataString(_url).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
            context.Response.Headers.Location = location;
            return AnsweringHost.JsonAsync(context, Redirects[number % Redirects.Length], "{}");
        },
        async (portal, org) => await (side == "hubspot" ? portal.GetAsync("/crm/owners", Cancel) : org.GetAsync("/limits", Cancel)));

    private async Task AskAsync(string where, Func<HttpContext, int, Task> answer, Func<HubSpotClient, SalesforceClient, Task> ask)
    {
        await using AnsweringHost host = await AnsweringHost.StartAsync(answer);
        string[] urls = HostileUrl.All(host.Url.Authority);
        using SentRequests sent = SentRequests.Watch();
        Dictionary<string, int> endings = [];
        foreach (string url in urls)
        {
            _url = url;
            using HubSpotClient portal = new(new HubSpotOptions(host.Url, "pat-na1-secret"), new HostGuard(allowsLoopback: true), new JumpingClock(), new Random(1));
            using SalesforceClient org = new(new SalesforceOptions { LoginUrl = host.Url, ClientId = "3MVG9", ClientSecret = "s3cret" }, new HostGuard(allowsLoopback: true), new JumpingClock(), new Random(1));
            Exception? fault = await Record.ExceptionAsync(() => ask(portal, org));

            Assert.True(fault is null or SyncException, $"{where} '{url}': {fault}");
            string ending = (fault as SyncException)?.Kind.ToString() ?? "asked of its own host";
            endings[ending] = endings.GetValueOrDefault(ending) + 1;
        }

        Assert.True(urls.Length >= 200);
        Assert.True(sent.Urls.Count >= urls.Length, $"Only {sent.Urls.Count} requests were seen.");
        Assert.DoesNotContain(sent.Urls, url => url.GetLeftPart(UriPartial.Authority) != host.Url.GetLeftPart(UriPartial.Authority));
        _figures.Say($"Hostile URLs: {urls.Length} in {where}: {sent.Urls.Count} requests, none to another host or scheme ({string.Join(", ", endings.Select(ending => $"{ending.Value} {ending.Key}"))})");
    }

    private Task JobAsync(HttpContext context, bool isId)
    {
        context.Response.Headers["Sforce-Locator"] = new string([.. _url.Where(letter => letter is > ' ' and < '\u007f')]);
        return context.Request.Path.Value!.EndsWith("Results", StringComparison.Ordinal)
            ? AnsweringHost.AnswerAsync(context, 200, "text/csv", "\"sf__Id\",\"sf__Created\",\"HubSpot_Activity_Id__c\"\n")
            : AnsweringHost.JsonAsync(context, 200, new JObject { ["id"] = isId ? _url : JobId, ["state"] = "JobComplete", ["contentUrl"] = _url }.ToString());
    }

    private static bool IsToken(HttpContext context) => context.Request.Path == "/services/oauth2/token";

    private static string Own(HttpContext context) => $"http://{context.Request.Host}";

    private static string Token(string instance) => new JObject { ["access_token"] = "token", ["instance_url"] = instance, ["id"] = "https://login.salesforce.com/id/00Dxx0000001gPFEAY/005xx000001SwiUAAS" }.ToString();
}
