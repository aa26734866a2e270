using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.Salesforce.Access;

/// <summary>A signed statement by which a client asks for a user's token.</summary>
/// <remarks>[Help-JWT], OAuth 2.0 JWT bearer flow, read 2026-11-21.</remarks>
internal sealed class JwtAssertion
{
    // The page says "a few minutes"; clients in the field send three.
    private static readonly TimeSpan FurthestExpiry = TimeSpan.FromMinutes(5);

    private readonly byte[] _signed;
    private readonly byte[] _signature;
    private readonly JsonNode _claims;

    private JwtAssertion(byte[] signed, byte[] signature, JsonNode claims)
    {
        _signed = signed;
        _signature = signature;
        _claims = claims;
    }

    /// <summary>The username it speaks for.</summary>
    public string? Subject => Claim("sub");

    /// <summary>Takes an assertion apart.</summary>
    /// <exception cref="TokenFault">It is not a JWT signed with RS256.</exception>
    public static JwtAssertion Parse(string text)
    {
        string[] parts = text.Split('.');
        try
        {
            if (parts.Length == 3
                && JsonNode.Parse(Decode(parts[0])) is JsonObject header
                && (string?)header["alg"] == "RS256"
                && JsonNode.Parse(Decode(parts[1])) is JsonObject claims)
            {
                return new JwtAssertion(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), claims);
            }
        }
        catch (Exception trouble) when (trouble is FormatException or JsonException or InvalidOperationException)
        {
            // Falls through to the one answer for whatever is no JWT.
        }

        throw new TokenFault("invalid_grant", "invalid assertion");
    }

    /// <summary>Checks who issued it, for whom it is meant, when it ends and who signed it.</summary>
    /// <exception cref="TokenFault">One of these is wrong.</exception>
    public void Check(string clientId, IReadOnlyCollection<string> audiences, DateTimeOffset now, RSA? key)
    {
        if (Claim("iss") != clientId)
        {
            throw new TokenFault("invalid_client_id", "client identifier invalid");
        }

        if (key is null || !key.VerifyData(_signed, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            throw new TokenFault("invalid_grant", "invalid assertion");
        }

        if (Claim("aud") is not { } audience || !audiences.Contains(audience.TrimEnd('/')))
        {
            throw new TokenFault("invalid_grant", "audience is invalid");
        }

        if (_claims["exp"] is not JsonValue end || !end.TryGetValue(out double seconds)
            || !double.IsFinite(seconds)
            || seconds <= now.ToUnixTimeSeconds()
            || seconds > (now + FurthestExpiry).ToUnixTimeSeconds())
        {
            throw new TokenFault("invalid_grant", "expired authorization code");
        }
    }

    private string? Claim(string name) => _claims[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static byte[] Decode(string part) => Base64Url.DecodeFromChars(part);
}
