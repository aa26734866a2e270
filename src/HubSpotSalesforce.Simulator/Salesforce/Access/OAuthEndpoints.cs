using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Access;

/// <summary>Where clients get, check and give back tokens.</summary>
/// <remarks>[Help-CC], [Help-JWT] and the texts of section "Token errors" as clients in the field meet them, read 2026-11-21.</remarks>
internal sealed class OAuthEndpoints
{
    private const string JwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private readonly SalesforceOrg _org;
    private readonly RecordStore _store;
    private readonly TokenBook _tokens;
    private readonly TimeProvider _clock;
    private readonly CallCounters _calls;
    private RSA? _key;

    /// <summary>Creates the endpoints of an org.</summary>
    public OAuthEndpoints(SalesforceOrg org, RecordStore store, TokenBook tokens, TimeProvider clock, CallCounters calls)
    {
        _org = org;
        _store = store;
        _tokens = tokens;
        _clock = clock;
        _calls = calls;
    }

    /// <summary>Registers the public key that assertions are checked against: a key or a certificate in PEM.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public void Register(string pem)
    {
        RSA key = RSA.Create();
        if (pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
            using RSA certified = certificate.GetRSAPublicKey() ?? throw new ArgumentException("The certificate holds no RSA key.", nameof(pem));
            key.ImportParameters(certified.ExportParameters(includePrivateParameters: false));
        }
        else
        {
            key.ImportFromPem(pem);
        }

        _key = key;
    }

    /// <summary>Adds the endpoints to an application.</summary>
    public void Map(WebApplication app)
    {
        app.MapPost("/services/oauth2/token", TokenAsync);
        app.MapPost("/services/oauth2/revoke", RevokeAsync);
        app.MapGet("/services/oauth2/userinfo", context => IdentityAsync(context, "GET /services/oauth2/userinfo"));
        app.MapGet("/id/{organization}/{user}", context => IdentityAsync(context, "GET /id/{organization}/{user}"));
    }

    private async Task TokenAsync(HttpContext context)
    {
        _calls.Add("POST /services/oauth2/token");
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            await RefuseAsync(context, new TokenFault("unsupported_grant_type", "grant type not supported"));
            return;
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            string own = $"{context.Request.Scheme}://{context.Request.Host}";
            string userId = form["grant_type"].ToString() switch
            {
                "client_credentials" => ByClient(context.Request, form),
                JwtGrant => ByAssertion(form["assertion"].ToString(), own),
                _ => throw new TokenFault("unsupported_grant_type", "grant type not supported"),
            };
            await context.Response.WriteAsJsonAsync(Grant(userId, own), context.RequestAborted);
        }
        catch (TokenFault fault)
        {
            await RefuseAsync(context, fault);
        }
    }

    private static Task RefuseAsync(HttpContext context, TokenFault fault)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(
            new JsonObject { ["error"] = fault.Error, ["error_description"] = fault.Message }, context.RequestAborted);
    }

    private string ByClient(HttpRequest request, IFormCollection form)
    {
        (string id, string secret) = Basic(request) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (id != _org.ClientId)
        {
            throw new TokenFault("invalid_client_id", "client identifier invalid");
        }

        return secret == _org.ClientSecret
            ? OrgFoundation.IntegrationUserId
            : throw new TokenFault("invalid_client", "invalid client credentials");
    }

    private static (string Id, string Secret)? Basic(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        Span<byte> bytes = new byte[header.Length];
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[6..].Trim(), bytes, out int length))
        {
            return null;
        }

        string[] pair = Encoding.UTF8.GetString(bytes[..length]).Split(':', 2);
        return pair.Length == 2 ? (pair[0], pair[1]) : null;
    }

    private string ByAssertion(string text, string own)
    {
        JwtAssertion assertion = JwtAssertion.Parse(text);
        assertion.Check(_org.ClientId, ["https://login.salesforce.com", "https://test.salesforce.com", own], _clock.GetUtcNow(), _key);
        lock (_org.Gate)
        {
            Table users = _store["User"];
            return assertion.Subject is { } name
                && users.IndexOf(users.Type["Username"])![name] is [Row user, ..]
                && user["IsActive"] is true
                ? user.Id
                : throw new TokenFault("invalid_grant", "user hasn't approved this consumer");
        }
    }

    // There is no expires_in: [Help-CC], sample answer, read 2026-11-21.
    private JsonObject Grant(string userId, string own)
    {
        string id = $"{own}/id/{OrgFoundation.OrganizationId}/{userId}";
        string issuedAt = _clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(_org.ClientSecret), Encoding.UTF8.GetBytes(id + issuedAt));
        return new JsonObject
        {
            ["access_token"] = _tokens.Issue(userId),
            ["signature"] = Convert.ToBase64String(signature),
            ["scope"] = "api",
            ["instance_url"] = own,
            ["id"] = id,
            ["token_type"] = "Bearer",
            ["issued_at"] = issuedAt,
        };
    }

    private async Task RevokeAsync(HttpContext context)
    {
        _calls.Add("POST /services/oauth2/revoke");
        IFormCollection form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (!_tokens.Revoke(form["token"].ToString()))
        {
            await RefuseAsync(context, new TokenFault("unsupported_token_type", "this token type is not supported"));
        }
    }

    private async Task IdentityAsync(HttpContext context, string endpoint)
    {
        _calls.Add(endpoint);
        if (BearerToken.Of(context.Request) is not { } token || _tokens.UserOf(token) is not { } userId)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("Bad_OAuth_Token", context.RequestAborted);
            return;
        }

        string own = $"{context.Request.Scheme}://{context.Request.Host}";
        await context.Response.WriteAsJsonAsync(Identity(userId, own), context.RequestAborted);
    }

    private JsonObject Identity(string userId, string own)
    {
        lock (_org.Gate)
        {
            Row user = _store["User"].Find(userId)!;
            string id = $"{own}/id/{OrgFoundation.OrganizationId}/{userId}";
            return new JsonObject
            {
                ["id"] = id,
                ["sub"] = id,
                ["user_id"] = userId,
                ["organization_id"] = OrgFoundation.OrganizationId,
                ["preferred_username"] = (string?)user["Username"],
                ["username"] = (string?)user["Username"],
                ["name"] = (string?)user["Name"],
                ["display_name"] = (string?)user["Name"],
                ["email"] = (string?)user["Email"],
                ["active"] = user["IsActive"] is true,
                ["user_type"] = "STANDARD",
                ["urls"] = new JsonObject { ["rest"] = $"{own}/services/data/v{{version}}/", ["query"] = $"{own}/services/data/v{{version}}/query/" },
            };
        }
    }
}
