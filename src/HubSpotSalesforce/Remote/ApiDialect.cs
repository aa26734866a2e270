using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Remote;

/// <summary>What differs between the two APIs on the way out and back: tokens, paces, errors.</summary>
public abstract class ApiDialect
{
    /// <summary><c>hubspot</c> or <c>salesforce</c>.</summary>
    public abstract string Side { get; }

    /// <summary>How the API is called in a sentence.</summary>
    public string Name => Side == "hubspot" ? "HubSpot" : "Salesforce";

    /// <summary>What must not be repeated from an answer, beside the access token; empty for nothing.</summary>
    public virtual IReadOnlyCollection<string> Secrets => [];

    /// <summary>Returns the access token, asking for one if there is none yet.</summary>
    public abstract Task<string> TokenAsync(CancellationToken cancel);

    /// <summary>Whether a refused token is worth one new one.</summary>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="answer">The answer that refused it.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>True when a new token was fetched and the request should be sent once more.</returns>
    public abstract Task<bool> RenewTokenAsync(string refused, ApiAnswer answer, CancellationToken cancel);

    /// <summary>Waits until the request fits the API's limits.</summary>
    public abstract Task WaitForTurnAsync(ApiRequest request, CancellationToken cancel);

    /// <summary>Learns from an answer: limits, calls left.</summary>
    public abstract void Learn(ApiRequest request, ApiAnswer answer, CallMeter meter);

    /// <summary>Translates an answer that is no success.</summary>
    public abstract SyncException Fault(ApiRequest request, ApiAnswer answer);

    /// <summary>Reads a message or code at most this long from an answer, on one line: servers send pages.</summary>
    protected static string Brief(string? text)
    {
        string line = (text ?? "").ReplaceLineEndings(" ").Trim();
        return line.Length <= 300 ? line : line[..300];
    }

    /// <summary>Whether the status is one that passes by itself.</summary>
    protected static bool IsPassing(HttpStatusCode status)
        => (int)status is 406 or 408 or 420 or 423 or 425 or 429 or 477 or 500 or 502 or 503 or 504 or 521 or 522 or 523 or 524;

    /// <summary>Reads a text value of an answer; null when the path leads nowhere.</summary>
    protected static string? Text(JToken? body, string path) => (body as JContainer)?.SelectToken(path) is JValue value ? value.ToString(CultureInfo.InvariantCulture) : null;
}
