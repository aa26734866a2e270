using System.Runtime.CompilerServices;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Runs;

/// <summary>Reads activities from HubSpot for people and scripts: nothing is linked, planned or stored.</summary>
public sealed class ActivityFeed : IDisposable
{
    private readonly SyncSession _session;
    private readonly TimeProvider _clock;

    private ActivityFeed(SyncSession session, TimeProvider clock)
    {
        _session = session;
        _clock = clock;
    }

    /// <summary>Raised for kinds that the settings have on and the account does not include; on any thread.</summary>
    public event Action<string>? Warned;

    /// <summary>Opens a feed; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<ActivityFeed> OpenAsync(string settingPath, RunHost host, CancellationToken cancel)
        => new(await SyncSession.OpenAsync(settingPath, host, cancel), host.Clock);

    /// <summary>Reads the activities that happened from one instant to another, kind by kind.</summary>
    /// <param name="kinds">The kinds, by settings key; empty for those the settings have on.</param>
    /// <param name="since">The first instant that counts.</param>
    /// <param name="until">The first instant that counts no more; null for the present.</param>
    /// <param name="cancel">Ends the read.</param>
    /// <exception cref="SyncException">Any kind that stops a run.</exception>
    public async IAsyncEnumerable<Activity> ReadAsync(
        string[] kinds, DateTimeOffset since, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken cancel)
    {
        HubSpotAccount account = await _session.HubSpot.AccountAsync(cancel);
        IReadOnlyDictionary<string, HubSpotOwner> owners = await new OwnerReader(_session.HubSpot).AllAsync(cancel);
        ActivityReaders readers = new(_session.HubSpot, account, owners, _session.Setting.ToReaderOptions() with { Settle = TimeSpan.Zero });
        foreach (ActivityKind kind in Chosen(kinds))
        {
            await foreach (ActivityPage page in readers.Of(kind).ReadAsync(kind, since, _clock.GetUtcNow(), cancel))
            {
                if (page.Refusal is { } refusal)
                {
                    Leave(kind, refusal, isChosen: kinds.Length > 0);
                }

                // The sources look at changes; people ask for what happened.
                foreach (Activity activity in page.Activities.Where(activity => activity.OccurredAt >= since && (until is null || activity.OccurredAt < until)))
                {
                    yield return activity;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private IEnumerable<ActivityKind> Chosen(string[] kinds)
    {
        if (kinds.Length == 0)
        {
            return ActivityKind.All.Where(kind => _session.Setting.Timeline.Kinds[kind.Key].Sync);
        }

        return [.. kinds.Select(key => ActivityKind.Find(key) ?? throw Unknown(key)).Distinct()];
    }

    // Who asks for a kind by name gets it or hears why not.
    private void Leave(ActivityKind kind, SyncException refusal, bool isChosen)
    {
        if (isChosen)
        {
            throw refusal;
        }

        Warned?.Invoke($"{kind}: left out. {refusal.Message}");
    }

    private static SyncException Unknown(string key) => new(FaultKind.SettingsInvalid, key, UnknownKind.Sentence(key));
}
