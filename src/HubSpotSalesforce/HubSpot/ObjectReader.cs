using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads calls, emails, meetings, notes and tasks by search, in the order of their ids.</summary>
/// <remarks>
/// Search shows at most 10,000 records of one query and 200 a page ("Search the CRM", read 2026-11-21). Asking for ids past the last one seen,
/// instead of for the next page, has no ceiling and stays right while records change under the walk.
/// </remarks>
internal sealed class ObjectReader : IActivityReader
{
    private const int PageSize = 200;
    private const int BatchSize = 100;

    private readonly HubSpotClient _client;
    private readonly AssociationReader _associations;
    private readonly Engagement _engagement;

    public ObjectReader(HubSpotClient client, Engagement engagement)
    {
        _client = client;
        _associations = new AssociationReader(client);
        _engagement = engagement;
    }

    public async IAsyncEnumerable<ActivityPage> ReadAsync(
        ActivityKind kind, DateTimeOffset since, DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancel)
    {
        EngagementType type = EngagementType.Named(kind.Selector);
        List<JObject> records = [];
        PageTurn turn = new();
        string? lastId = null;
        bool isLast = false;
        while (!isLast)
        {
            JObject answer = await _client.PostAsync($"/crm/objects/{HubSpotClient.Version}/{type.Name}/search", Query(kind, type, since, lastId), cancel, isSearch: true);
            JObject[] found = [.. answer.Rows("results")];
            records.AddRange(found);
            isLast = found.Length < PageSize;

            lastId = turn.Past(lastId, [.. found.Select(record => record.Need("id"))]);

            // One call for the associations of a thousand records.
            if (isLast || records.Count + PageSize > AssociationReader.MaxInputs)
            {
                yield return new ActivityPage(await WithContactsAsync(kind, type, records, cancel), isLast ? until : null);
                records.Clear();
            }
        }
    }

    public async Task<IReadOnlyList<Activity>> ReadAgainAsync(ActivityKind kind, IReadOnlyCollection<string> sourceIds, CancellationToken cancel)
    {
        EngagementType type = EngagementType.Named(kind.Selector);
        List<JObject> records = [];
        foreach (string[] ids in sourceIds.Chunk(BatchSize))
        {
            JObject answer = await _client.PostAsync(
                $"/crm/objects/{HubSpotClient.Version}/{type.Name}/batch/read",
                new JObject { ["properties"] = new JArray(type.Properties), ["inputs"] = new JArray(ids.Select(id => new JObject { ["id"] = id })) },
                cancel);
            records.AddRange(answer.Rows("results").Where(record => ids.Contains(record.Need("id"))));
        }

        return await WithContactsAsync(kind, type, records, cancel);
    }

    private async Task<Activity[]> WithContactsAsync(ActivityKind kind, EngagementType type, List<JObject> records, CancellationToken cancel)
    {
        Dictionary<string, List<string>> contacts = await _associations.ContactsOfAsync(type.Name, [.. records.Select(record => record.Need("id"))], cancel);
        return
        [
            .. records
                .Select(record => _engagement.Read(kind, type, record, contacts.TryGetValue(record.Need("id"), out List<string>? ids) ? [.. ids] : []))
                .OfType<Activity>(),
        ];
    }

    private static JObject Query(ActivityKind kind, EngagementType type, DateTimeOffset since, string? lastId)
    {
        List<JObject> filters = [Filter("hs_lastmodifieddate", "GTE", HubSpotTime.Filter(since))];
        if (lastId is not null)
        {
            filters.Add(Filter("hs_object_id", "GT", lastId));
        }

        // Groups are alternatives, each with all filters.
        JArray groups = [.. Directions(kind, type).Select(direction => new JObject { ["filters"] = new JArray([.. filters, .. direction]) })];
        return new JObject
        {
            ["filterGroups"] = groups,
            ["sorts"] = new JArray(new JObject { ["propertyName"] = "hs_object_id", ["direction"] = "ASCENDING" }),
            ["properties"] = new JArray(type.Properties),
            ["limit"] = PageSize,
        };
    }

    // A reply is a kind of its own; every other email is read, and skipped with its reason when it was not sent.
    // Whether "not equal" finds records without a value is not documented, so those are asked for by name.
    private static JObject[][] Directions(ActivityKind kind, EngagementType type)
    {
        if (type.Name != "emails")
        {
            return [[]];
        }

        return kind == ActivityKind.SalesEmailReplied
            ? [[Filter("hs_email_direction", "EQ", "INCOMING_EMAIL")]]
            : [[Filter("hs_email_direction", "NEQ", "INCOMING_EMAIL")], [new JObject { ["propertyName"] = "hs_email_direction", ["operator"] = "NOT_HAS_PROPERTY" }]];
    }

    private static JObject Filter(string property, string comparison, string value)
        => new() { ["propertyName"] = property, ["operator"] = comparison, ["value"] = value };
}
