using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>All endpoints of the HubSpot side.</summary>
internal sealed partial class HubSpotEndpoints
{
    private static readonly string[] Dates = ["2026-09", "2026-03"];

    private readonly List<(string Method, string Template, EndpointKind Kind, Func<HubSpotCall, HubSpotAnswer> Handler)> _endpoints = [];
    private readonly HubSpotGate _gate;

    /// <summary>Creates the endpoints of a portal.</summary>
    public HubSpotEndpoints(HubSpotPortal portal, CallCounters calls)
    {
        _gate = new HubSpotGate(portal, calls);
        new ObjectReads(portal).Register(this);
        new ObjectSearch(portal).Register(this);
        new ObjectWrites(portal).Register(this);
        new ContactMerge(portal).Register(this);
        new AssociationReads(portal).Register(this);
        new AssociationWrites(portal).Register(this);
        new OwnerReads(portal).Register(this);
        new PropertyDefinitions(portal).Register(this);
        new EmailAnalytics(portal).Register(this);
        new FormReads(portal).Register(this);
        new EventAnalytics(portal).Register(this);
        new ListReads(portal).Register(this);
        new AccountReads(portal, _gate.Limits).Register(this);
    }

    /// <summary>The limits of the portal's one token.</summary>
    public RateLimits Limits => _gate.Limits;

    /// <summary>The beginnings of a path in every version: the numbered one, and one for each dated release.</summary>
    /// <param name="numbered">Such as <c>/crm/v3/objects</c>.</param>
    /// <param name="dated">The same with <c>{date}</c> in it.</param>
    public static IEnumerable<string> Versions(string numbered, string dated)
        => Dates.Select(date => dated.Replace("{date}", date, StringComparison.Ordinal)).Prepend(numbered);

    /// <summary>Adds an endpoint under one path.</summary>
    public void Add(string method, string template, Func<HubSpotCall, HubSpotAnswer> handler, EndpointKind kind = EndpointKind.Ordinary)
        => _endpoints.Add((method, template, kind, handler));

    /// <summary>Adds an endpoint under several beginnings of its path.</summary>
    public void Add(
        string method, IEnumerable<string> beginnings, string rest, Func<HubSpotCall, HubSpotAnswer> handler, EndpointKind kind = EndpointKind.Ordinary)
    {
        foreach (string beginning in beginnings)
        {
            Add(method, beginning + rest, handler, kind);
        }
    }

    /// <summary>Maps them all, and the page for paths that are unknown.</summary>
    public void Map(WebApplication app)
    {
        foreach ((string method, string template, EndpointKind kind, Func<HubSpotCall, HubSpotAnswer> handler) in _endpoints)
        {
            app.MapMethods(template, [method], http => _gate.AnswerAsync(http, NameOf(method, template, http.Request), kind, handler));
        }

        app.MapFallback(_gate.AnswerUnknownAsync);
    }

    // Object types are part of a name, under the name HubSpot's documentation uses; ids are not.
    private static string NameOf(string method, string template, HttpRequest request)
    {
        string TypeOf(Match placeholder)
            => CrmObjectType.Find((string)request.RouteValues[placeholder.Groups[1].Value]!)?.Name ?? "(unknown type)";

        return $"{method} {TypePlaceholder().Replace(template, TypeOf)}";
    }

    [GeneratedRegex("\\{(type|to)\\}")]
    private static partial Regex TypePlaceholder();
}
