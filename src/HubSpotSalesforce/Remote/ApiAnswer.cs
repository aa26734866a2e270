using System.Net;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Remote;

/// <summary>What an API answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body; null for an empty one or one that is not JSON.</param>
/// <param name="Headers">Reads a header's first value; null when it is absent.</param>
public sealed record ApiAnswer(HttpStatusCode Status, JToken? Body, Func<string, string?> Headers)
{
    /// <summary>The body as it came.</summary>
    public string Text { get; init; } = "";

    /// <summary>The body as an object.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>.</exception>
    public JObject AsObject(ApiRequest request) => Body as JObject ?? throw Unexpected(request, "an object");

    /// <summary>The body as an array.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>.</exception>
    public JArray AsArray(ApiRequest request) => Body as JArray ?? throw Unexpected(request, "an array");

    private SyncException Unexpected(ApiRequest request, string wanted) => new(
        FaultKind.UnexpectedAnswer,
        request.ToString(),
        $"{request} answered {(int)Status} without {wanted}. Try again; if it stays so, report it with the request's name.");
}
