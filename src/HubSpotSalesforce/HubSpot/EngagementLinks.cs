using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Reads and writes what activities hang on (R57).</summary>
public sealed class EngagementLinks
{
    // The lower of two limits: 2,000 inputs make associations, 100 records end them ("Associations", read 2026-11-21).
    private const int PairsPerCall = 100;

    private readonly HubSpotClient _client;
    private readonly AssociationReader _reader;

    /// <summary>Creates a reader and writer.</summary>
    public EngagementLinks(HubSpotClient client)
    {
        _client = client;
        _reader = new AssociationReader(client);
    }

    /// <summary>Returns the records that activities hang on, as <c>type/id</c>, in the order of the types; activities that hang on nothing are absent.</summary>
    /// <param name="type">The type of the activities.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="besideTypes">The types of records to look for, such as <c>contacts</c>.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<IReadOnlyDictionary<string, string[]>> ReadAsync(
        string type, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> besideTypes, CancellationToken cancel)
    {
        Dictionary<string, string[]> beside = [];
        foreach (string besideType in ids.Count == 0 ? [] : besideTypes)
        {
            foreach ((string id, List<string> others) in await _reader.OfAsync(type, besideType, ids, cancel))
            {
                beside[id] = [.. beside.GetValueOrDefault(id, []), .. others.Select(other => BesideName.Of(besideType, other))];
            }
        }

        return beside;
    }

    /// <summary>Makes and ends associations; one that stands so already is no fault.</summary>
    /// <returns>One outcome per change, in no particular order.</returns>
    public async Task<IReadOnlyList<LinkOutcome>> WriteAsync(IReadOnlyCollection<LinkChange> changes, CancellationToken cancel)
    {
        List<LinkOutcome> outcomes = [];
        foreach (IGrouping<(string Type, string Beside, bool IsAdded), LinkChange> alike in changes.GroupBy(change => (change.Type, BesideName.Read(change.Beside).Type, change.IsAdded)))
        {
            foreach (LinkChange[] some in alike.Chunk(PairsPerCall))
            {
                outcomes.AddRange(await SendAsync(alike.Key.Type, alike.Key.Beside, alike.Key.IsAdded, some, cancel));
            }
        }

        return outcomes;
    }

    private async Task<LinkOutcome[]> SendAsync(string type, string besideType, bool isAdded, LinkChange[] changes, CancellationToken cancel)
    {
        string path = $"/crm/associations/{HubSpotClient.Version}/{type}/{besideType}/batch/{(isAdded ? "associate/default" : "archive")}";
        JObject body = new() { ["inputs"] = new JArray(changes.Select(change => Input(change, isAdded))) };
        ApiAnswer answer = await _client.WriteAsync(path, body, isRepeatable: true, cancel);
        JObject[] errors = [.. (answer.Body.At("errors") as JArray ?? []).OfType<JObject>()];
        if (errors.Length == 0)
        {
            return [.. changes.Select(change => new LinkOutcome(change, null))];
        }

        // What was made stands in the results; of the rest the errors need not say whose they are.
        HashSet<(string?, string?)> made = [.. (answer.Body.At("results") as JArray ?? []).Select(result => (result.Told("from", "id"), result.Told("to", "id")))];
        return [.. changes.Select(change => new LinkOutcome(change, made.Contains((change.Id, BesideName.Read(change.Beside).Id)) ? null : Fault(change, errors)))];
    }

    private static JObject Input(LinkChange change, bool isAdded)
    {
        JObject to = new() { ["id"] = BesideName.Read(change.Beside).Id };
        return new JObject { ["from"] = new JObject { ["id"] = change.Id }, ["to"] = isAdded ? to : new JArray(to) };
    }

    private static SyncException Fault(LinkChange change, JObject[] errors)
    {
        JObject error = errors.FirstOrDefault(candidate => IsAbout(candidate, change)) ?? errors[0];
        return EngagementFault.Of(error, $"{change.Type}/{change.Id}");
    }

    private static bool IsAbout(JObject error, LinkChange change)
        => error.At("context")?.SelectTokens("$..*").OfType<JValue>().Select(value => (string?)value).Any(id => id == change.Id || id == BesideName.Read(change.Beside).Id) == true;
}
