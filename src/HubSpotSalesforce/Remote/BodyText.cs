using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Remote;

/// <summary>The bodies of a request and its answer as they may be shown: secrets taken out, and no longer than a screen.</summary>
internal static class BodyText
{
    private const int MaxLength = 4_000;
    private const string Removed = "(removed)";

    // By name, since a token has no shape that is certain; and whatever holds the token the call was made with.
    private static readonly string[] Names = ["token", "secret", "assertion", "password", "signature", "sessionid", "authorization", "privatekey"];

    /// <summary>Returns both bodies, each on a line of its own.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="answer">The JSON that came; null for none.</param>
    /// <param name="token">The token the call was made with; null for none.</param>
    public static string Of(ApiRequest request, JToken? answer, string? token)
    {
        JToken? sent = request.Body ?? (request.Form is { } form ? JObject.FromObject(form) : null);
        return $"{request}\n> {Shown(sent, token)}\n< {Shown(answer, token)}";
    }

    private static string Shown(JToken? body, string? token)
    {
        if (body is null)
        {
            return "(none)";
        }

        JToken clean = body.DeepClone();
        foreach (JValue value in (clean is JContainer container ? container.DescendantsAndSelf() : [clean]).OfType<JValue>().Where(value => IsSecret(value, token)).ToArray())
        {
            value.Value = Removed;
        }

        string text = clean.ToString(Formatting.None);
        return text.Length <= MaxLength ? text : $"{text[..MaxLength]}... ({text.Length} characters)";
    }

    private static bool IsSecret(JValue value, string? token)
        => (value.Parent is JProperty property && Names.Any(name => property.Name.Replace("_", "", StringComparison.Ordinal).Contains(name, StringComparison.OrdinalIgnoreCase)))
            || (token is { Length: > 0 } && value.Value is string text && text.Contains(token, StringComparison.Ordinal));
}
