using System.Security.Cryptography;
using HubSpotSalesforce.Remote;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>The access token of an org: asked for once, renewed once when it is refused, by one caller for all.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SalesforceSession : IDisposable
{
    private const string LoginHost = "login.salesforce.com";
    private const string TestHost = "test.salesforce.com";
    private const string JwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static readonly TimeSpan JwtLife = TimeSpan.FromMinutes(3);

    private readonly SalesforceOptions _options;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _token;
    private string? _untried;

    public SalesforceSession(SalesforceOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
    }

    /// <summary>The channel the token requests go through; set once, before the first request.</summary>
    public ApiChannel Channel { get; set; } = null!;

    /// <summary>The org's 18-character id, from the token's identity URL; empty before the first token.</summary>
    public string OrgId { get; private set; } = "";

    /// <summary>The integration user's 18-character id; empty before the first token.</summary>
    public string UserId { get; private set; } = "";

    public async Task<string> TokenAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _token) is { } token)
        {
            return token;
        }

        await _gate.WaitAsync(cancel);
        try
        {
            return _token ?? await FetchAsync(cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Replaces a token that was refused; false when it was refused fresh, which stops the run.</summary>
    public async Task<bool> RenewAsync(string refused, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (_token != refused)
            {
                return true;    // another caller was faster
            }

            if (_untried == refused)
            {
                return false;
            }

            _untried = await FetchAsync(cancel);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes note that the org took a token: refused later, it has expired, and a long run renews it as often as that happens.</summary>
    public void Accepted() => Volatile.Write(ref _untried, null);

    public void Dispose() => _gate.Dispose();

    private async Task<string> FetchAsync(CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Post, "/services/oauth2/token") { Form = Grant(), IsAuthorized = false };
        JObject answer = (await Channel.SendAsync(request, cancel)).AsObject(request);
        string token = answer.Told("access_token")
            ?? throw new SyncException(FaultKind.UnexpectedAnswer, "salesforce", "Salesforce answered the token request without a token. Try again; if it stays so, report it.");

        string[] identity = (answer.Told("id") ?? "").Split('/');
        OrgId = RecordId.Normalize(identity.ElementAtOrDefault(identity.Length - 2)) ?? "";
        UserId = RecordId.Normalize(identity[^1]) ?? "";
        if (answer.Told("instance_url") is { Length: > 0 } instance)
        {
            Channel.MoveTo(Uri.TryCreate(instance, UriKind.Absolute, out Uri? url) ? url : throw AnswerReading.Unexpected("an 'instance_url' that is no address"));
        }

        Volatile.Write(ref _token, token);
        return token;
    }

    private Dictionary<string, string> Grant() => _options switch
    {
        { PrivateKey: { } key } => new Dictionary<string, string> { ["grant_type"] = JwtGrant, ["assertion"] = Assertion(key) },
        { LoginUrl.Host: LoginHost or TestHost } => throw new SyncException(
            FaultKind.SettingsInvalid,
            _options.LoginUrl.OriginalString,
            $"{_options.LoginUrl.Host} belongs to no single org and takes no client credentials. Give the org's own address, such as https://acme.my.salesforce.com (Setup, My Domain)."),
        _ => new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _options.ClientId,
            ["client_secret"] = _options.ClientSecret ?? "",
        },
    };

    private string Assertion(string pem)
    {
        using RSA rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            throw new SyncException(
                FaultKind.SecretUnavailable, "salesforce.privateKey", "salesforce.privateKey is no unencrypted RSA key in PEM. Point it at the key whose certificate the external client app holds.", unreadable);
        }

        // A cached signature provider would outlive the key that is disposed here.
        RsaSecurityKey signing = new(rsa) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _options.ClientId,
            Audience = Audience(),
            Expires = (_clock.GetUtcNow() + JwtLife).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = _options.Username ?? "" },
            SigningCredentials = new SigningCredentials(signing, SecurityAlgorithms.RsaSha256),
        });
    }

    private string Audience() => _options.LoginUrl.Host switch
    {
        TestHost or LoginHost => $"https://{_options.LoginUrl.Host}",
        _ => _options.LoginUrl.GetLeftPart(UriPartial.Authority),
    };
}
