using System.Security.Cryptography;
using HubSpotSalesforce.Salesforce;
using HubSpotSalesforce.Tests.Remote;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class SalesforceSessionTests
{
    private const string Expired = """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""";

    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task Signing_in_tells_the_org_and_the_user_and_asks_for_one_token()
    {
        await using OrgHost org = await OrgHost.StartAsync("{}");

        string orgId = await org.Client.SignInAsync(Cancel);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => org.Client.GetAsync("/limits", Cancel)));

        Assert.Equal((OrgHost.OrgId, OrgHost.UserId, 1), (orgId, org.Client.UserId, org.Tokens));
        Assert.Equal("grant_type=client_credentials&client_id=3MVG9&client_secret=s3cret", org.TokenRequests[0].Body);
        Assert.Empty(org.TokenRequests[0].Authorization);
    }

    [Fact]
    public async Task A_session_that_expires_again_and_again_is_renewed_each_time()
    {
        // Each token is good for two requests: a run of many hours.
        Dictionary<string, int> uses = [];
        await using OrgHost org = await OrgHost.StartAsync((context, token) =>
        {
            uses[token] = uses.GetValueOrDefault(token) + 1;
            return AnsweringHost.JsonAsync(context, uses[token] > 2 ? 401 : 200, uses[token] > 2 ? Expired : "{}");
        });

        for (int request = 0; request < 8; request++)
        {
            await org.Client.GetAsync("/limits", Cancel);
        }

        Assert.Equal(4, org.Tokens);
    }

    [Theory]
    [InlineData("Session expired or invalid", 2)]    // a fresh token is tried once
    [InlineData("This session is not valid for use with the REST API", 1)]    // these two come back for ever
    [InlineData("Connected app is not attached to Agent", 1)]
    public async Task A_refusal_of_a_fresh_token_stops(string message, int tokens)
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _)
            => AnsweringHost.JsonAsync(context, 401, $$"""[{"message":"{{message}}","errorCode":"INVALID_SESSION_ID"}]"""));

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => org.Client.GetAsync("/limits", Cancel));

        Assert.Equal((FaultKind.Unauthorized, tokens), (fault.Kind, org.Tokens));
    }

    [Fact]
    public async Task Callers_beside_each_other_renew_one_token_for_all()
    {
        await using OrgHost org = await OrgHost.StartAsync((context, token)
            => AnsweringHost.JsonAsync(context, token == "token-1" ? 401 : 200, token == "token-1" ? Expired : "{}"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => org.Client.GetAsync("/limits", Cancel)));

        Assert.Equal(2, org.Tokens);
    }

    [Fact]
    public async Task A_token_server_that_is_down_is_asked_six_times_in_all()
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 200, "{}"), token: async (context, _) =>
        {
            await AnsweringHost.AnswerAsync(context, 503, "text/html", "<html>");
            return true;
        });

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => org.Client.GetAsync("/limits", Cancel));

        Assert.Equal((FaultKind.Unavailable, 6), (fault.Kind, org.Tokens));
    }

    [Fact]
    public async Task A_token_server_that_is_down_when_a_token_expires_is_asked_six_times_and_not_thirty_six()
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 401, Expired), token: async (context, number) =>
        {
            if (number > 1)
            {
                await AnsweringHost.AnswerAsync(context, 503, "text/html", "<html>");
            }

            return number > 1;
        });

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => org.Client.GetAsync("/limits", Cancel));

        Assert.Equal((FaultKind.Unavailable, 7, 1), (fault.Kind, org.Tokens, org.Requests.Length));
    }

    [Theory]    // the place of a query is forgotten after a while: it goes on past the last record, and nobody is missed or met twice
    [InlineData(1, "a,b,c,d,e")]
    [InlineData(2, "a,b,c,d,e")]
    public async Task A_query_whose_place_is_forgotten_goes_on_past_the_last_record(int forgetful, string expected)
    {
        string[] all = ["a", "b", "c", "d", "e"];
        int forgotten = 0;
        await using OrgHost org = await OrgHost.StartAsync((context, _) =>
        {
            if (context.Request.Path.Value!.Contains("01g", StringComparison.Ordinal) && forgotten++ < forgetful)
            {
                return AnsweringHost.JsonAsync(context, 400, """[{"errorCode":"INVALID_QUERY_LOCATOR","message":"invalid query locator"}]""");
            }

            string query = context.Request.Query["q"].ToString();
            string past = query.Contains("Id > '", StringComparison.Ordinal) ? query.Split("Id > '")[1][..1] : "";
            string[] rest = context.Request.Path.Value.Contains("01g", StringComparison.Ordinal)
                ? all[(all.IndexOf(context.Request.Path.Value[^1..]) + 1)..]
                : [.. all.Where(id => string.CompareOrdinal(id, past) > 0)];
            return AnsweringHost.JsonAsync(context, 200, new JObject
            {
                ["done"] = rest.Length <= 2,
                ["records"] = new JArray(rest.Take(2).Select(id => new JObject { ["Id"] = id })),
                ["nextRecordsUrl"] = rest.Length <= 2 ? null : $"{OrgHost.Root}/query/01g-{rest[1]}",
            }.ToString());
        });

        List<JObject> records = await org.Client.QueryAsync(Soql.Select("Task", "Id"), withDeleted: false, Cancel).ToListAsync();

        Assert.Equal(expected, string.Join(',', records.Select(record => record["Id"])));
        Assert.All(records, record => Assert.Null(record.Parent));    // none holds its page, which is long read when the next one comes
    }

    [Fact]
    public async Task A_query_that_cannot_go_on_past_a_record_ends_as_one_to_run_again()
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => context.Request.Path.Value!.Contains("01g", StringComparison.Ordinal)
            ? AnsweringHost.JsonAsync(context, 400, """[{"errorCode":"INVALID_QUERY_LOCATOR","message":"invalid query locator"}]""")
            : AnsweringHost.JsonAsync(context, 200, $$"""{"done":false,"records":[{"Name":"a"}],"nextRecordsUrl":"{{OrgHost.Root}}/query/01g-1"}"""));

        SyncException fault = await Assert.ThrowsAsync<SyncException>(async () => await org.Client.QueryAsync(Soql.Select("Task", "Name").OrderBy("Name"), withDeleted: false, Cancel).ToListAsync());

        Assert.Equal((FaultKind.Unavailable, 2), (fault.Kind, org.Requests.Length));
    }

    [Theory]
    [InlineData("https://evil.com", "HostNotAllowed")]
    [InlineData("http://10.0.0.1", "HostNotAllowed")]
    [InlineData("https://acme.my.salesforce.com.evil.com", "HostNotAllowed")]
    [InlineData("https://api.hubapi.com", "HostNotAllowed")]    // of the other system: it would be handed this one's token
    [InlineData("acme.my.salesforce.com", "UnexpectedAnswer")]
    [InlineData("//acme.my.salesforce.com", "HostNotAllowed")]    // read as a file's name
    public async Task An_instance_that_is_not_on_the_allow_list_gets_no_token(string instance, string kind)
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 200, "{}"), token: async (context, _) =>
        {
            await AnsweringHost.JsonAsync(context, 200, $$"""{"access_token":"t","instance_url":"{{instance}}","id":"x"}""");
            return true;
        });

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => org.Client.GetAsync("/limits", Cancel));

        Assert.Equal(kind, fault.Kind.ToString());
        Assert.Empty(org.Requests);
    }

    [Fact]
    public async Task A_refused_login_names_no_secret()
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 200, "{}"), token: async (context, _) =>
        {
            await AnsweringHost.JsonAsync(context, 400, """{"error":"invalid_client","error_description":"invalid client credentials"}""");
            return true;
        });

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => org.Client.SignInAsync(Cancel));

        Assert.Equal((FaultKind.Unauthorized, 1), (fault.Kind, org.Tokens));
        Assert.DoesNotContain("s3cret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_private_key_a_signed_assertion_asks_for_the_token()
    {
        using RSA rsa = RSA.Create(2048);
        await using OrgHost org = await OrgHost.StartAsync(
            (context, _) => AnsweringHost.JsonAsync(context, 200, "{}"),
            options => options with { PrivateKey = rsa.ExportPkcs8PrivateKeyPem(), Username = "sync@acme.com", ClientSecret = null });

        await org.Client.SignInAsync(Cancel);

        Dictionary<string, string> form = QueryHelpers.ParseQuery(org.TokenRequests[0].Body).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        JsonWebToken token = new(form["assertion"]);
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", form["grant_type"]);
        Assert.Equal(("RS256", "3MVG9", "sync@acme.com"), (token.Alg, token.Issuer, token.Subject));
        Assert.Equal([org.Url.GetLeftPart(UriPartial.Authority)], token.Audiences);
        Assert.Equal(new DateTime(2026, 3, 1, 12, 3, 0, DateTimeKind.Utc), token.ValidTo);
        Assert.True(rsa.VerifyData(
            System.Text.Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}"),
            WebEncoders.Base64UrlDecode(token.EncodedSignature),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----")]
    public async Task A_key_that_cannot_be_read_is_said_to_be_so(string pem)
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(context, 200, "{}"), options => options with { PrivateKey = pem });

        SyncException fault = await Assert.ThrowsAsync<SyncException>(() => org.Client.SignInAsync(Cancel));

        Assert.Equal(FaultKind.SecretUnavailable, fault.Kind);
        Assert.Equal(0, org.Tokens);
    }

    [Theory]
    [InlineData("/services/data/v67.0/query/01g-2000", true)]
    [InlineData("{own}/services/data/v67.0/query/01g-2000", true)]
    [InlineData("https://evil.com/services/data/v67.0/query/01g-2000", false)]
    [InlineData("//evil.com/query", false)]
    [InlineData("{own}//evil.my.salesforce.com/query", false)]    // a path that would name a host
    [InlineData("{own}///x.y/query", false)]
    [InlineData(null, false)]
    public async Task The_next_page_of_a_query_is_asked_of_the_same_host(string? next, bool isAsked)
    {
        await using OrgHost org = await OrgHost.StartAsync((context, _) => AnsweringHost.JsonAsync(
            context,
            200,
            context.Request.Path.Value!.EndsWith("query", StringComparison.Ordinal) && !context.Request.Path.Value.Contains("evil", StringComparison.Ordinal)
                ? new JObject { ["done"] = false, ["records"] = new JArray(new JObject { ["Id"] = "1" }), ["nextRecordsUrl"] = next?.Replace("{own}", $"http://{context.Request.Host}", StringComparison.Ordinal) }.ToString()
                : """{"done":true,"records":[{"Id":"2"}]}"""));

        List<string> ids = [];
        Exception? fault = await Record.ExceptionAsync(async () =>
        {
            await foreach (JObject record in org.Client.QueryAsync(Soql.Select("Task", "Id"), withDeleted: false, Cancel))
            {
                ids.Add(record["Id"]!.ToString());
            }
        });

        Assert.Equal(isAsked ? ["1", "2"] : ["1"], ids);
        Assert.Equal(isAsked ? null : next is null ? FaultKind.UnexpectedAnswer : FaultKind.HostNotAllowed, (fault as SyncException)?.Kind);
        Assert.Equal(isAsked ? 2 : 1, org.Requests.Length);
    }
}
