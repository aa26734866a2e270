namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>One resource and method.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path after the version, places in braces.</param>
/// <param name="Answer">What answers it.</param>
/// <param name="Since">The first API version that has it.</param>
internal sealed record ApiRoute(string Method, string Template, Func<ApiRequest, ApiAnswer> Answer, int Since = 31)
{
    private readonly string[] _parts = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What stands in the template's places; null when the path is not of its form.</summary>
    public Dictionary<string, string>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != _parts.Length)
        {
            return null;
        }

        Dictionary<string, string> places = [];
        for (int part = 0; part < _parts.Length; part++)
        {
            if (_parts[part].StartsWith('{'))
            {
                places.Add(_parts[part][1..^1], path[part]);
            }
            else if (_parts[part] != path[part])
            {
                return null;
            }
        }

        return places;
    }
}
