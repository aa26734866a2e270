using System.Globalization;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>Searching CRM records.</summary>
/// <remarks>HubSpot developer docs, Search the CRM, read 2026-11-21.</remarks>
internal sealed class ObjectSearch(HubSpotPortal portal)
{
    private const int MaxPage = 200;
    private const int MaxResults = 10_000;
    private const int MaxGroups = 5;
    private const int MaxFiltersOfGroup = 6;
    private const int MaxFilters = 18;
    private const int MaxQueryChars = 3_000;

    /// <summary>Adds the endpoint.</summary>
    public void Register(HubSpotEndpoints endpoints) => endpoints.Add("POST", ObjectReads.Paths, "/search", Search, EndpointKind.Search);

    private HubSpotAnswer Search(HubSpotCall call)
    {
        CrmObjectType type = call.ObjectType;
        call.Require(type.ReadScopes);
        CrmTable table = portal.Table(type);
        if (portal.Options.MaxSearchBodyChars is { } most && call.BodyChars > most)
        {
            throw HubSpotRefusal.Invalid($"The search request is longer than {most} characters");
        }

        (int start, int limit) = Page(call.Body);
        Func<CrmRecord, bool> matches = Condition(call.Body, table);
        List<CrmRecord> found = Find(table, matches);
        Sort(found, call.Body, table);

        RecordView view = new(portal, table, call.Body.Texts("properties"));
        JsonObject answer = new()
        {
            ["total"] = found.Count,
            ["results"] = new JsonArray([.. found.Skip(start).Take(limit).Select(view.Show)]),
        };
        if (start + limit < found.Count)
        {
            answer["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = $"{start + limit}" } };
        }

        return HubSpotAnswer.Ok(answer);
    }

    private static (int Start, int Limit) Page(RequestBody body)
    {
        int limit = body.Number("limit", 10);
        int start = body.Number("after", 0);
        if (limit is < 1 or > MaxPage)
        {
            throw HubSpotRefusal.Invalid($"Invalid limit {limit}: it must be between 1 and {MaxPage}");
        }

        return start >= 0 && start + limit <= MaxResults
            ? (start, limit)
            : throw HubSpotRefusal.Invalid($"Paging beyond {MaxResults} results of one query is not possible: after {start}, limit {limit}");
    }

    private List<CrmRecord> Find(CrmTable table, Func<CrmRecord, bool> matches)
    {
        long indexedUntil = portal.Now - (long)portal.Options.SearchLag.TotalMilliseconds;
        List<CrmRecord> found = [];
        foreach (CrmRecord record in table.Records)
        {
            if (record.SeenAt(indexedUntil) is { IsArchived: false } seen && matches(seen))
            {
                found.Add(seen);
            }
        }

        return found;
    }

    private Func<CrmRecord, bool> Condition(RequestBody body, CrmTable table)
    {
        RequestBody[][] groups = [.. body.Objects("filterGroups").Select(group => group.Objects("filters"))];
        if (groups.Length > MaxGroups || groups.Any(group => group.Length > MaxFiltersOfGroup) || groups.Sum(group => group.Length) > MaxFilters)
        {
            throw HubSpotRefusal.Invalid(
                $"Too many filters: at most {MaxGroups} groups of {MaxFiltersOfGroup} filters, {MaxFilters} in all");
        }

        SearchFilter filter = new(portal, table);
        Func<CrmRecord, bool>[][] conditions = [.. groups.Select(group => group.Select(filter.Compile).ToArray())];
        string? query = body.Text("query");
        if (query?.Length > MaxQueryChars)
        {
            throw HubSpotRefusal.Invalid($"The query is longer than {MaxQueryChars} characters");
        }

        return record => (conditions.Length == 0 || conditions.Any(group => group.All(condition => condition(record))))
            && Contains(record, table, query);
    }

    // Which properties a free text looks at differs per type; all texts are a superset.
    private static bool Contains(CrmRecord record, CrmTable table, string? query)
        => string.IsNullOrEmpty(query)
            || record.Properties.Any(pair => table.Definitions[pair.Key].Type == "string"
                && pair.Value?.Contains(query, StringComparison.OrdinalIgnoreCase) == true);

    private void Sort(List<CrmRecord> found, RequestBody body, CrmTable table)
    {
        JsonArray sorts = body.List("sorts");
        if (sorts.Count == 0)
        {
            return;
        }

        if (sorts.Count > 1)
        {
            throw HubSpotRefusal.Invalid("Only one sort is supported");
        }

        (string name, bool isDescending) = Rule(sorts[0]);
        SearchFilter filter = new(portal, table);
        CrmProperty property = filter.Definition(name);
        if (name != "hs_object_id" && property.IsOrdered)
        {
            SortBy(found, filter.Key(property), Comparer<decimal?>.Default);
        }
        else if (name != "hs_object_id")
        {
            SortBy(found, record => record.Value(name), StringComparer.OrdinalIgnoreCase);
        }

        if (isDescending)
        {
            found.Reverse();
        }
    }

    // LINQ's sort is stable, so that the ascending id decides between equals, and takes each key once.
    private static void SortBy<TKey>(List<CrmRecord> found, Func<CrmRecord, TKey> key, IComparer<TKey> order)
    {
        CrmRecord[] sorted = [.. found.OrderBy(key, order)];
        found.Clear();
        found.AddRange(sorted);
    }

    // The specification shows texts, every client sends objects: both are taken.
    private static (string Name, bool IsDescending) Rule(JsonNode? sort)
    {
        if (sort is JsonObject rule)
        {
            RequestBody body = new(rule);
            return body.Text("direction") switch
            {
                null or "ASCENDING" => (body.RequiredText("propertyName"), false),
                "DESCENDING" => (body.RequiredText("propertyName"), true),
                { } other => throw HubSpotRefusal.Invalid(string.Create(CultureInfo.InvariantCulture, $"There is no sort direction \"{other}\"")),
            };
        }

        string text = RowValue.Text(sort) ?? throw HubSpotRefusal.Invalid("A sort is an object or a text");
        return text.StartsWith('-') ? (text[1..], true) : (text, false);
    }
}
