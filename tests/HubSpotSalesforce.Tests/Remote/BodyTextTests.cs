using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Tests.Remote;

/// <summary>What is shown of bodies holds no secret.</summary>
public sealed class BodyTextTests
{
    private const string Token = "pat-na1-secret-secret";

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("tokenKey")]
    [InlineData("client_secret")]
    [InlineData("clientSecret")]
    [InlineData("ASSERTION")]
    [InlineData("password")]
    [InlineData("sessionId")]
    [InlineData("signature")]
    [InlineData("private_key")]
    public void A_value_whose_name_speaks_of_a_secret_is_taken_out(string name)
    {
        JObject body = new() { ["deep"] = new JArray(new JObject { [name] = "hidden", ["kept"] = "shown" }) };

        string text = BodyText.Of(new ApiRequest(HttpMethod.Post, "/x") { Body = body }, body, token: null);

        Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        Assert.Contains("shown", text, StringComparison.Ordinal);
        Assert.Equal("hidden", (string?)body["deep"]![0]![name]);    // what is sent stays as it is
    }

    [Fact]
    public void The_token_of_the_call_is_taken_out_wherever_it_stands()
    {
        JArray answer = [new JObject { ["message"] = $"The key {Token} has expired." }, Token];

        string text = BodyText.Of(new ApiRequest(HttpMethod.Get, "/x"), answer, Token);

        Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_is_shown_like_JSON()
    {
        ApiRequest request = new(HttpMethod.Post, "/token?code=hidden") { Form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_secret"] = "hidden" } };

        Assert.Equal("""
            POST /token
            > {"grant_type":"client_credentials","client_secret":"(removed)"}
            < (none)
            """.ReplaceLineEndings("\n"), BodyText.Of(request, null, null));
    }

    [Fact]
    public void A_long_body_is_cut()
    {
        string text = BodyText.Of(new ApiRequest(HttpMethod.Get, "/x"), new JObject { ["text"] = new string('x', 10_000) }, null);

        Assert.EndsWith("(10011 characters)", text, StringComparison.Ordinal);
        Assert.True(text.Length < 4_100);
    }
}
