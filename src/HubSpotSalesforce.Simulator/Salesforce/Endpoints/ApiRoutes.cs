using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Writing;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>All resources of the REST API, in the order in which their templates are tried.</summary>
internal sealed class ApiRoutes
{
    private readonly List<ApiRoute> _routes = [];

    /// <summary>Adds a resource.</summary>
    public void Add(string method, string template, Func<ApiRequest, ApiAnswer> answer, int since = 31)
        => _routes.Add(new ApiRoute(method, template, answer, since));

    /// <summary>The name under which calls of this kind are counted: method and template, the object type filled in.</summary>
    public string NameOf(string method, IReadOnlyList<string> path, Func<string, string?> type)
    {
        foreach (ApiRoute route in _routes.Where(route => route.Method == method))
        {
            if (route.Match(path) is { } places)
            {
                string? known = places.TryGetValue("type", out string? name) ? type(name) : null;
                return $"{method} {(known is null ? route.Template : route.Template.Replace("{type}", known, StringComparison.Ordinal))}";
            }
        }

        return $"{method} /{{unknown}}";
    }

    /// <summary>Answers a request; one that is refused has written nothing.</summary>
    public ApiAnswer Answer(ApiRequest request, WriteUnit unit)
    {
        int mark = unit.Mark;
        try
        {
            return Find(request);
        }
        catch (ApiFault fault)
        {
            unit.GoBack(mark);
            return ApiAnswer.Error(fault.Status, fault.Code, fault.Message, fault.Fields);
        }
        catch (RowRefusal refusal)
        {
            unit.GoBack(mark);
            return ApiAnswer.Error(refusal.Status, refusal.Code, refusal.Message, refusal.Fields);
        }
    }

    private ApiAnswer Find(ApiRequest request)
    {
        List<string> methods = [];
        foreach (ApiRoute route in _routes.Where(route => route.Since <= request.Version))
        {
            if (route.Match(request.Path) is not { } places)
            {
                continue;
            }

            if (route.Method == request.Method)
            {
                return route.Answer(request with { Places = places });
            }

            methods.Add(route.Method);
        }

        throw methods.Count == 0
            ? ApiFault.NotFound()
            : new ApiFault(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{request.Method}' not allowed. Allowed are {string.Join(",", methods)}");
    }
}
