using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Remote;

/// <summary>One call to an API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query, relative to the API's host; values in it are escaped already.</param>
public sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>The JSON body; null for none.</summary>
    public JToken? Body { get; init; }

    /// <summary>The form body; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Form { get; init; }

    /// <summary>Headers beyond the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it counts against the search pace and not the ordinary one.</summary>
    public bool IsSearch { get; init; }

    /// <summary>Whether sending it twice does no more than sending it once, so that an unknown outcome may be tried again.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether it carries the access token.</summary>
    public bool IsAuthorized { get; init; } = true;

    /// <summary>The request in one line, without its query: queries hold addresses and ids.</summary>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
