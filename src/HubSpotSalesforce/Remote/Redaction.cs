using System.Text;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Remote;

/// <summary>Takes secrets out of what a server answered: one that repeats what it was sent must not bring a token into a message, an issue or a store.</summary>
/// <remarks>As they are, escaped for URLs, in base64 wherever they begin there, and behind the escapes of JSON.</remarks>
internal sealed class Redaction
{
    private const string Removed = "(secret)";
    private const int ShortestBase64 = 12;    // a few letters of base64 stand in many a text

    private readonly string[] _forms;

    /// <summary>Creates one for some secrets; empty ones and null are none.</summary>
    public Redaction(IEnumerable<string?> secrets)
        => _forms = [.. secrets.Where(secret => !string.IsNullOrEmpty(secret)).Distinct().SelectMany(secret => FormsOf(secret!)).Distinct()];

    /// <summary>Returns a text without them.</summary>
    public string Of(string text)
    {
        foreach (string form in _forms)
        {
            text = text.Replace(form, Removed, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Returns JSON without them, whatever escapes its text had.</summary>
    /// <param name="json">The JSON; null for none.</param>
    /// <param name="text">The text it was read from, by which it is told whether any letter was escaped.</param>
    public JToken? Of(JToken? json, string text)
    {
        if (json is null || !text.Contains('\\', StringComparison.Ordinal))
        {
            return json;
        }

        foreach (JValue value in (json is JContainer container ? container.DescendantsAndSelf() : [json]).OfType<JValue>())
        {
            if (value.Value is string said)
            {
                value.Value = Of(said);
            }
        }

        return json;
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        byte[] bytes = Encoding.UTF8.GetBytes(secret);

        // Base64 takes three bytes at a time: behind one or two others the same ones read differently.
        for (int before = 0; before < 3; before++)
        {
            string whole = Convert.ToBase64String([.. new byte[before], .. bytes]);
            int first = before == 0 ? 0 : 4;
            int last = (before + bytes.Length) / 3 * 4;
            if (last - first >= ShortestBase64)
            {
                yield return whole[first..last];
            }
        }
    }
}
