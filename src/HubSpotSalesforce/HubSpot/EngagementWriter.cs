using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Writes calls, emails, meetings and tasks: creates with all their associations, updates by id, archives.</summary>
/// <remarks>
/// A batch takes 100 records. HubSpot promises no upsert for activities, so a create whose answer was lost is never sent again unseen: it is looked
/// for first (O14). An activity made without associations stands on no record's timeline, so they travel in the same call (HubSpot developer
/// docs, "Using object APIs" and the activity guides, read 2026-11-21).
/// </remarks>
public sealed class EngagementWriter : IActivityWriter
{
    private readonly HubSpotClient _client;
    private readonly AssociationTypes _types;
    private readonly EngagementLookup _lookup;
    private readonly EngagementLinks _links;

    /// <summary>Creates a writer.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="types">Its association types.</param>
    public EngagementWriter(HubSpotClient client, AssociationTypes types)
    {
        _client = client;
        _types = types;
        _lookup = new EngagementLookup(client);
        _links = new EngagementLinks(client);
    }

    /// <inheritdoc/>
    public Side Side => Side.HubSpot;

    /// <inheritdoc/>
    public int MaxBatch => 100;

    /// <inheritdoc/>
    /// <remarks>No bound is documented; a batch is answered within seconds.</remarks>
    public TimeSpan UnderWay => TimeSpan.FromSeconds(10);

    /// <summary>Returns the scopes a token needs to write a family's activities, and to look at them.</summary>
    public static string[] ScopesOf(ActivityFamily family) => [.. ReadScopesOf(family), "crm.objects.contacts.write"];

    /// <summary>Returns the scopes a token needs to look at a family's activities.</summary>
    public static string[] ReadScopesOf(ActivityFamily family)
        => family == ActivityFamily.Emails ? ["crm.objects.contacts.read", "sales-email-read"] : ["crm.objects.contacts.read"];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Outcome>> WriteAsync(IReadOnlyList<Change> batch, CancellationToken cancel) => batch[0].Action switch
    {
        Change.Create => CreateAsync(batch, cancel),
        Change.Update => UpdateAsync(batch, cancel),
        _ => ArchiveAsync(batch, cancel),
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, WrittenRecord>> FindAsync(IReadOnlyCollection<SoughtKey> keys, CancellationToken cancel)
    {
        Dictionary<string, WrittenRecord> found = [];
        foreach (IGrouping<string, SoughtKey> family in keys.Where(sought => ActivityFamily.Find(sought.Kind) is not null).GroupBy(sought => sought.Kind))
        {
            foreach (EngagementCopy copy in (await _lookup.FirstAsync(ActivityFamily.Named(family.Key).Key, [.. family], cancel)).Values)
            {
                found[copy.Key] = new WrittenRecord(copy.Id, copy.IsArchived);
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<Outcome>> CreateAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        JArray inputs = [];
        foreach (Change change in batch)
        {
            JObject properties = Properties(change);
            properties[HubSpotField.Key] = change.Activity.Key;
            inputs.Add(new JObject
            {
                ["objectWriteTraceId"] = EngagementAnswer.TraceOf(change),
                ["properties"] = properties,
                ["associations"] = await _types.OfAsync(change.Target, change.Beside, cancel),
            });
        }

        EngagementAnswer answer = new(await SendAsync(batch[0].Target, "create", inputs, isRepeatable: false, cancel));
        Change[] unclear = [.. batch.Where(change => (answer.WrittenFor(change) is null && answer.ErrorOf(change) is null) || IsTaken(answer, change))];
        IReadOnlyDictionary<string, WrittenRecord> found = unclear.Length == 0
            ? new Dictionary<string, WrittenRecord>()
            : await FindAsync([.. unclear.Select(change => new SoughtKey(change.Activity.Key, change.Activity.Kind, change.Beside))], cancel);
        return [.. batch.Select(change => Created(change, answer, found.GetValueOrDefault(change.Activity.Key)))];
    }

    private static bool IsTaken(EngagementAnswer answer, Change change) => answer.ErrorOf(change) is { } error && EngagementFault.IsConflict(error);

    // What the answer is silent about may have been made or not, and only looking tells.
    private static Outcome Created(Change change, EngagementAnswer answer, WrittenRecord? found)
    {
        if ((answer.WrittenFor(change) ?? (found is { IsDeleted: false } ? found.Id : null)) is { } id)
        {
            return new Outcome(change, id, null);
        }

        return (answer.ErrorOf(change) ?? answer.Unattributed) is { } error
            ? new Outcome(change, null, EngagementFault.Of(error, change.Activity.Key))
            : new Outcome(change, null, Silent(change)) { IsUnknown = true };
    }

    // Values first: an activity that is gone needs no associations.
    private async Task<IReadOnlyList<Outcome>> UpdateAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        Change[] changed = [.. batch.Where(change => change.Fields.Count > 0)];
        List<Outcome> outcomes = [.. batch.Where(change => change.Fields.Count == 0).Select(change => new Outcome(change, change.TargetId, null))];
        if (changed.Length > 0)
        {
            outcomes.AddRange(await SendUpdateAsync(changed, cancel));
        }

        LinkChange[] links = [.. outcomes.Where(outcome => outcome is { Fault: null, IsGone: false }).SelectMany(outcome => LinksOf(outcome.Change))];
        if (links.Length == 0)
        {
            return outcomes;
        }

        ILookup<string, SyncException> faults = (await _links.WriteAsync(links, cancel)).Where(link => link.Fault is not null).ToLookup(link => link.Change.Id, link => link.Fault!);
        return [.. outcomes.Select(outcome => outcome.Fault is null && faults[outcome.Change.TargetId!].FirstOrDefault() is { } fault ? outcome with { RecordId = null, Fault = fault } : outcome)];
    }

    private static IEnumerable<LinkChange> LinksOf(Change change)
        => change.Beside.Select(beside => new LinkChange(change.Target, change.TargetId!, beside, IsAdded: true))
            .Concat(change.Apart.Select(apart => new LinkChange(change.Target, change.TargetId!, apart, IsAdded: false)));

    private async Task<Outcome[]> SendUpdateAsync(Change[] batch, CancellationToken cancel)
    {
        JArray inputs =
        [
            .. batch.Select(change => new JObject
            {
                ["objectWriteTraceId"] = EngagementAnswer.TraceOf(change),
                ["id"] = change.TargetId,
                ["properties"] = Properties(change),
            }),
        ];
        try
        {
            EngagementAnswer answer = new(await SendAsync(batch[0].Target, "update", inputs, isRepeatable: true, cancel));
            return [.. batch.Select(change => Updated(change, answer))];
        }
        catch (SyncException missing) when (missing.ApiCode == "OBJECT_NOT_FOUND" && batch.Length == 1)
        {
            return [new Outcome(batch[0], batch[0].TargetId, null) { IsGone = true }];
        }
    }

    private static Outcome Updated(Change change, EngagementAnswer answer) => (answer.WrittenFor(change), answer.ErrorOf(change) ?? answer.Unattributed) switch
    {
        ({ } id, _) => new Outcome(change, id, null),
        (null, null) => new Outcome(change, null, Silent(change)),
        (null, { } error) when EngagementFault.IsMissing(error) => new Outcome(change, change.TargetId, null) { IsGone = true },
        (null, { } error) => new Outcome(change, null, EngagementFault.Of(error, change.Activity.Key)),
    };

    // To archive what is archived already is no error.
    private async Task<IReadOnlyList<Outcome>> ArchiveAsync(IReadOnlyList<Change> batch, CancellationToken cancel)
    {
        await SendAsync(batch[0].Target, "archive", [.. batch.Select(change => new JObject { ["id"] = change.TargetId })], isRepeatable: true, cancel);
        return [.. batch.Select(change => new Outcome(change, change.TargetId, null))];
    }

    private Task<ApiAnswer> SendAsync(string type, string verb, JArray inputs, bool isRepeatable, CancellationToken cancel)
        => _client.WriteAsync($"/crm/objects/{HubSpotClient.Version}/{type}/batch/{verb}", new JObject { ["inputs"] = inputs }, isRepeatable, cancel);

    // An empty text clears a property; null is not taken everywhere.
    private static JObject Properties(Change change)
    {
        JObject properties = [];
        foreach ((string name, string? value) in change.Fields)
        {
            properties[name] = value ?? "";
        }

        return properties;
    }

    private static SyncException Silent(Change change) => new(
        FaultKind.Unavailable, change.Activity.Key, $"HubSpot's answer says nothing of {change.Activity.Key}. It is looked up and sent again.");
}
