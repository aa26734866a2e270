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

    /// <summary>The body as comma-separated values; null for none.</summary>
    public string? Csv { get; init; }

    /// <summary>Whether comma-separated values are wanted as the answer.</summary>
    public bool WantsCsv { get; init; }

    /// <summary>Headers beyond the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it counts against the search pace and not the ordinary one.</summary>
    public bool IsSearch { get; init; }

    /// <summary>Whether sending it twice does no more than sending it once, so that an unknown outcome may be tried again.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether it carries the access token.</summary>
    public bool IsAuthorized { get; init; } = true;

    /// <summary>Whether it may change a record: all but reads. What nobody calls a read is taken for a write.</summary>
    /// <remarks>HubSpot's reads by POST are searches and batch reads ("Using object APIs", read 2026-11-21); the one of a token's own details is told by its path.</remarks>
    public bool IsWrite => IsAuthorized && !IsSearch && Method != HttpMethod.Get
        && !Path.EndsWith("/batch/read", StringComparison.Ordinal) && !Path.EndsWith("/search", StringComparison.Ordinal) && !Path.EndsWith("/access-token-info", StringComparison.Ordinal);

    /// <summary>The request in one line, without its query: queries hold addresses and ids.</summary>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
