using System.Globalization;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>One call to the HubSpot side: its path, query and body, read strictly.</summary>
internal sealed class HubSpotCall(HttpRequest request, string bodyText, IReadOnlyList<string> scopes)
{
    private const StringSplitOptions Tidily = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private RequestBody? _body;

    /// <summary>The JSON object that was sent.</summary>
    public RequestBody Body => _body ??= RequestBody.Read(bodyText);

    /// <summary>How many characters the body has.</summary>
    public int BodyChars => bodyText.Length;

    /// <summary>The object type the path names.</summary>
    public CrmObjectType ObjectType => CrmObjectType.Require(Path("type"));

    /// <summary>Whether it is one of version 2026-09, which keeps the account's validation rules.</summary>
    public bool IsCurrent => request.Path.Value!.Contains("/2026-09", StringComparison.Ordinal);

    /// <summary>The JSON list of objects that was sent.</summary>
    public RequestBody[] BodyList => RequestBody.Read($"{{\"list\":{(bodyText.Length == 0 ? "[]" : bodyText)}}}").Objects("list");

    /// <summary>The host as the client called it, for links.</summary>
    public string BaseUrl => $"{request.Scheme}://{request.Host}";

    /// <summary>A part of the path.</summary>
    public string Path(string name) => (string)request.RouteValues[name]!;

    /// <summary>A query parameter; null when it is missing.</summary>
    public string? Text(string name) => request.Query.TryGetValue(name, out var values) ? values[^1] : null;

    /// <summary>Every value of a query parameter: repeated, joined with commas, or both.</summary>
    public string[] List(string name)
        => [.. request.Query[name].SelectMany(value => (value ?? "").Split(',', Tidily))];

    /// <summary>The query parameters whose names begin so, without that beginning.</summary>
    public IEnumerable<(string Name, string Value)> WithPrefix(string prefix)
        => request.Query
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(pair => (pair.Key[prefix.Length..], pair.Value[^1] ?? ""));

    /// <summary>The query but for some parameters, in one order: what a page token is bound to.</summary>
    public string QueryWithout(params string[] names)
        => string.Join('&', WithPrefix("").Where(pair => !names.Contains(pair.Name)).Order().Select(pair => $"{pair.Name}={pair.Value}"));

    /// <summary>A boolean query parameter; false when it is missing.</summary>
    public bool Flag(string name) => Text(name) switch
    {
        null or "" or "false" => false,
        "true" => true,
        { } other => throw HubSpotRefusal.Invalid($"Invalid value \"{other}\" for parameter \"{name}\": true or false was expected"),
    };

    /// <summary>A query parameter that is a whole number; null when it is missing.</summary>
    public long? Number(string name) => Text(name) switch
    {
        null or "" => null,
        { } text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        { } other => throw HubSpotRefusal.Invalid($"Invalid value \"{other}\" for parameter \"{name}\": a whole number was expected"),
    };

    /// <summary>The page size.</summary>
    public int Limit(int missing, int most) => Number("limit") switch
    {
        null => missing,
        { } limit when limit >= 1 && limit <= most => (int)limit,
        { } limit => throw HubSpotRefusal.Invalid($"Invalid limit {limit}: it must be between 1 and {most}"),
    };

    /// <summary>The link to the next page: this call with another <c>after</c>.</summary>
    public string NextLink(string after)
    {
        QueryString query = QueryString.Create(request.Query.Where(pair => pair.Key != "after")
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)))
            .Append(KeyValuePair.Create<string, string?>("after", after)));
        return BaseUrl + request.Path + query;
    }

    /// <summary>Goes on only if the token has all these scopes.</summary>
    /// <exception cref="HubSpotRefusal">403 with the scopes that are needed.</exception>
    public void Require(params IReadOnlyList<string> needed)
    {
        if (!needed.All(scopes.Contains))
        {
            throw HubSpotRefusal.MissingScopes(needed);
        }
    }
}
