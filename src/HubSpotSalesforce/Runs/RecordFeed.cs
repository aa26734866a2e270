using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Runs;

/// <summary>Reads tasks and events from Salesforce for people and scripts: nothing is linked, planned or stored.</summary>
public sealed class RecordFeed : IDisposable
{
    private readonly SyncSession _session;
    private readonly FieldReader _fields;
    private readonly TimeProvider _clock;

    private RecordFeed(SyncSession session, TimeProvider clock)
    {
        _session = session;
        _fields = new FieldReader(session.Salesforce);
        _clock = clock;
    }

    /// <summary>Opens a feed; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<RecordFeed> OpenAsync(string settingPath, RunHost host, CancellationToken cancel)
        => new(await SyncSession.OpenAsync(settingPath, host, cancel), host.Clock);

    /// <summary>Reads the records of a time, family by family: tasks by their day, or their creation where they have none, events by their start. Deleted ones are left out.</summary>
    /// <param name="families">The families, by settings key; empty for all.</param>
    /// <param name="since">The first instant that counts.</param>
    /// <param name="until">The end of the time; null for no end. Of a day that it falls into all counts.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public async IAsyncEnumerable<Activity> ReadAsync(string[] families, DateTimeOffset since, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken cancel)
    {
        // What lies ahead counts, too: a meeting of next week was made today.
        DateTimeOffset end = until ?? _clock.GetUtcNow().AddYears(100);
        foreach (ActivityFamily family in Chosen(families))
        {
            RecordReader reader = await ReaderAsync(family, cancel);
            await foreach (RecordPage page in reader.ReadHistoryAsync(since, end, cancel))
            {
                foreach (Activity row in page.Activities)
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Reads records by id, deleted ones included; those that are unknown, or of no such family, are absent.</summary>
    /// <param name="families">The families, by settings key; empty for all.</param>
    /// <param name="ids">Ids of tasks and events, of 15 or 18 characters.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public async IAsyncEnumerable<Activity> ReadAsync(string[] families, string[] ids, [EnumeratorCancellation] CancellationToken cancel)
    {
        string[] full = [.. ids.Select(id => RecordId.Normalize(id)).OfType<string>().Distinct()];
        foreach (ActivityFamily family in full.Length == 0 ? [] : Chosen(families))
        {
            foreach (Activity row in await (await ReaderAsync(family, cancel)).ReadAgainAsync(full, cancel))
            {
                yield return row;
            }
        }
    }

    /// <summary>Whether a text is the id of a Salesforce record.</summary>
    public static bool IsId(string text) => RecordId.Normalize(text) is not null;

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    // What the settings map is read too, so that the records can be planned as they are.
    private async Task<RecordReader> ReaderAsync(ActivityFamily family, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, SalesforceField> there = await _fields.ReadAsync(family.SalesforceType, cancel);
        IReadOnlyList<FieldMapping> mappings = _session.Setting.Reverse.Families[family.Key].ToMappings();
        string[] mapped = [.. mappings.SelectMany(mapping => mapping.Sources.Append(mapping.Field)).Where(there.ContainsKey).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new RecordReader(_session.Salesforce, _fields, family, mapped);
    }

    private static IEnumerable<ActivityFamily> Chosen(string[] families)
        => ActivityFamily.All.Where(family => families.Length == 0 || families.Contains(family.Key, StringComparer.OrdinalIgnoreCase));
}
