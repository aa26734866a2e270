using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HubSpotSalesforce.Simulator.Salesforce.Records;
using HubSpotSalesforce.Simulator.Salesforce.Soql;

namespace HubSpotSalesforce.Simulator.Salesforce.Endpoints;

/// <summary>Queries and their further pages.</summary>
/// <remarks>[SOQL] and [RESTDoc] Query, read 2026-11-21.</remarks>
internal sealed partial class QueryEndpoints
{
    private const int SmallestPage = 200;
    private const int LargestPage = 2_000;

    // About two days is what clients in the field see.
    private static readonly TimeSpan LocatorAge = TimeSpan.FromDays(2);

    private readonly RecordStore _store;
    private readonly SoqlEngine _engine;
    private readonly Dictionary<string, (SoqlResult Result, int Page, DateTimeOffset At)> _open = new(StringComparer.Ordinal);
    private long _opened;

    /// <summary>Creates the endpoints over a store.</summary>
    public QueryEndpoints(RecordStore store)
    {
        _store = store;
        _engine = new SoqlEngine(store);
    }

    /// <summary>The most records of a page, whatever a client asks for: the server may return fewer.</summary>
    public int PageCeiling { get; set; } = LargestPage;

    /// <summary>Adds the resources.</summary>
    public void AddTo(ApiRoutes routes)
    {
        routes.Add("GET", "/query", request => Query(request, all: false, tooling: false));
        routes.Add("GET", "/queryAll", request => Query(request, all: true, tooling: false));
        routes.Add("GET", "/tooling/query", request => Query(request, all: false, tooling: true));
        routes.Add("GET", "/query/{locator}", More);
        routes.Add("GET", "/queryAll/{locator}", More);
    }

    private ApiAnswer Query(ApiRequest request, bool all, bool tooling)
    {
        if (!request.Query.TryGetValue("q", out string? soql))
        {
            throw SoqlFault.Malformed("A query string has to be specified");
        }

        SoqlResult result = _engine.Run(soql, request.User, all, tooling);
        int page = Math.Min(PageSize(request.Headers), PageCeiling);
        if (result.Rows.Count <= page)
        {
            return ApiAnswer.Ok(Page(result, 0, page, null, request.Root));
        }

        DateTimeOffset now = _store.Now;
        foreach (string old in _open.Where(open => now - open.Value.At > LocatorAge).Select(open => open.Key).ToArray())
        {
            _open.Remove(old);
        }

        string locator = RecordId.Make("01g", ++_opened);
        _open.Add(locator, (result, page, now));
        return ApiAnswer.Ok(Page(result, 0, page, locator, request.Root));
    }

    private ApiAnswer More(ApiRequest request)
    {
        string[] parts = request.Places["locator"].Split('-');
        if (parts.Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int from)
            && _open.TryGetValue(parts[0], out (SoqlResult Result, int Page, DateTimeOffset At) open)
            && _store.Now - open.At <= LocatorAge
            && from < open.Result.Rows.Count)
        {
            return ApiAnswer.Ok(Page(open.Result, from, open.Page, parts[0], request.Root));
        }

        throw new ApiFault(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    private JsonObject Page(SoqlResult result, int from, int count, string? locator, string root)
    {
        int next = from + count;
        bool done = next >= result.Rows.Count;
        JsonObject page = new() { ["totalSize"] = result.Size, ["done"] = done };
        if (!done)
        {
            page["nextRecordsUrl"] = $"{root}/query/{locator}-{next}";
        }

        page["records"] = result.Shape is { } shape
            ? new JsonArray([.. result.Rows.Skip(from).Take(count).Select(row => shape.Write(row, _store, root))])
            : new JsonArray([.. result.Groups]);
        return page;
    }

    private static int PageSize(IHeaderDictionary headers)
        => BatchSize().Match(headers["Sforce-Query-Options"].ToString()) is { Success: true } match
            && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out int size)
            ? Math.Clamp(size, SmallestPage, LargestPage) : LargestPage;

    [GeneratedRegex(@"batchSize\s*=\s*(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex BatchSize();
}
