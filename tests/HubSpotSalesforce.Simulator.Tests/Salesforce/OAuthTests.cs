using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class OAuthTests : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Client_credentials_give_a_token_without_an_expiry_and_the_simulator_as_instance()
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();

        Reply reply = await host.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", host.Org.ClientId), ("client_secret", host.Org.ClientSecret));

        Assert.Equal(200, reply.Status);
        Assert.Equal(
            ["access_token", "id", "instance_url", "issued_at", "scope", "signature", "token_type"],
            reply.Json.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(host.Url, (string?)reply.Json["instance_url"]);
        Assert.Equal(StoppedTime.Now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), (string?)reply.Json["issued_at"]);
        Assert.EndsWith($"/{host.Org.IntegrationUserId}", (string?)reply.Json["id"]);
        Assert.Equal(200, await StatusWithAsync(host, (string)reply.Json["access_token"]!));
    }

    [Fact]
    public async Task The_client_may_travel_as_basic_authentication()
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();
        string pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{host.Org.ClientId}:{host.Org.ClientSecret}"));
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", pair);

        Reply reply = await host.TokenAsync(("grant_type", "client_credentials"));

        Assert.Equal(200, reply.Status);
    }

    [Theory]
    [InlineData("client_credentials", "someone", "simulator-client-secret", "invalid_client_id")]
    [InlineData("client_credentials", "3MVG9simulator", "wrong", "invalid_client")]
    [InlineData("password", "3MVG9simulator", "simulator-client-secret", "unsupported_grant_type")]
    public async Task A_refused_token_request_is_400_and_not_to_be_stored(string grant, string client, string secret, string error)
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();

        Reply reply = await host.TokenAsync(("grant_type", grant), ("client_id", client), ("client_secret", secret));

        Assert.Equal(400, reply.Status);
        Assert.Equal(error, (string?)reply.Json["error"]);
        Assert.NotNull(reply.Json["error_description"]);
        Assert.True(reply.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("{\"aud\": \"https://login.salesforce.com\"}", null)]
    [InlineData("{\"aud\": \"https://test.salesforce.com\"}", null)]
    [InlineData("{\"aud\": \"OWN\"}", null)]
    [InlineData("{\"exp\": 300}", null)]
    [InlineData("{\"exp\": 301}", "invalid_grant")]    // too far ahead
    [InlineData("{\"exp\": 0}", "invalid_grant")]    // over
    [InlineData("{\"aud\": \"https://example.com\"}", "invalid_grant")]
    [InlineData("{\"iss\": \"someone\"}", "invalid_client_id")]
    [InlineData("{\"sub\": \"nobody@simulator.example\"}", "invalid_grant")]
    [InlineData("{\"sub\": \"gone@simulator.example\"}", "invalid_grant")]    // inactive
    public async Task A_jwt_gives_a_token_when_issuer_user_audience_and_end_are_right(string change, string? error)
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();
        host.Insert("User", """{"Username": "gone@simulator.example", "Email": "gone@simulator.example", "IsActive": false}""");
        await RegisterAsync(host, _key.ExportSubjectPublicKeyInfoPem());

        Reply reply = await host.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", Assertion(host, _key, change)));

        Assert.Equal(error is null ? 200 : 400, reply.Status);
        Assert.Equal(error, (string?)reply.Json["error"]);
    }

    [Fact]
    public async Task A_jwt_signed_by_another_key_is_refused()
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();
        using RSA other = RSA.Create(2048);
        await RegisterAsync(host, _key.ExportSubjectPublicKeyInfoPem());

        Reply reply = await host.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", Assertion(host, other, "{}")));

        Assert.Equal("invalid_grant", (string?)reply.Json["error"]);
    }

    [Fact]
    public async Task A_request_without_a_valid_token_is_401_in_an_array()
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nonsense");

        Reply reply = await host.GetAsync($"{SalesforceHost.Root}/limits");

        Assert.Equal(401, reply.Status);
        Assert.Equal("""[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""", reply.Json.ToJsonString());
    }

    [Fact]
    public async Task Expired_tokens_are_refused_and_the_lasting_one_is_not()
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();
        Reply issued = await host.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", host.Org.ClientId), ("client_secret", host.Org.ClientSecret));

        await host.PostAsync("/_sim/expire-tokens", "");

        Assert.Equal(401, await StatusWithAsync(host, (string)issued.Json["access_token"]!));
        Assert.Equal(200, await StatusWithAsync(host, host.Org.AccessToken));
    }

    [Fact]
    public async Task A_revoked_token_is_refused()
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();
        using FormUrlEncodedContent form = new([KeyValuePair.Create("token", host.Org.AccessToken)]);

        using HttpResponseMessage revoked = await host.Client.PostAsync("/services/oauth2/revoke", form);

        Assert.Equal(200, (int)revoked.StatusCode);
        Assert.Equal(401, await StatusWithAsync(host, host.Org.AccessToken));
    }

    [Theory]
    [InlineData("/services/oauth2/userinfo")]
    [InlineData("/id/00Dsim000000001EAA/005sim000000001AAA")]
    public async Task The_identity_names_user_and_org(string path)
    {
        await using SalesforceHost host = await SalesforceHost.StartAsync();

        Reply reply = await host.GetAsync(path);

        Assert.Equal(host.Org.IntegrationUserId, (string?)reply.Json["user_id"]);
        Assert.Equal("00Dsim000000001EAA", (string?)reply.Json["organization_id"]);
    }

    private static async Task<int> StatusWithAsync(SalesforceHost host, string token)
    {
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await host.GetAsync($"{SalesforceHost.Root}/limits")).Status;
    }

    private static async Task RegisterAsync(SalesforceHost host, string pem)
    {
        using StringContent body = new(pem);
        using HttpResponseMessage response = await host.Client.PutAsync("/_sim/certificate", body);
        Assert.Equal(204, (int)response.StatusCode);
    }

    private static string Assertion(SalesforceHost host, RSA key, string change)
    {
        JsonObject claims = new()
        {
            ["iss"] = host.Org.ClientId,
            ["sub"] = host.Org.IntegrationUsername,
            ["aud"] = "https://login.salesforce.com",
            ["exp"] = 180,
        };
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change.Replace("OWN", host.Url, StringComparison.Ordinal))!.AsObject())
        {
            claims[name] = value!.DeepClone();
        }

        claims["exp"] = StoppedTime.Now.ToUnixTimeSeconds() + (int)claims["exp"]!;
        string signed = $"{Encode("""{"alg":"RS256"}""")}.{Encode(claims.ToJsonString())}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
