using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Runs;

/// <summary>Prepares a Salesforce org for tasks: says what it lacks, and creates it step by step.</summary>
public sealed class OrgPreparation : IDisposable
{
    private readonly SyncSession _session;
    private readonly OrgSetup _setup;

    private OrgPreparation(SyncSession session)
    {
        _session = session;
        _setup = new OrgSetup(session.Salesforce);
    }

    /// <summary>Opens a preparation; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<OrgPreparation> OpenAsync(string settingPath, RunHost host, CancellationToken cancel)
        => new(await SyncSession.OpenAsync(settingPath, host, cancel));

    /// <summary>Returns what the org has and lacks, in the order in which it has to be done; changes nothing.</summary>
    public Task<IReadOnlyList<OrgStep>> PlanAsync(CancellationToken cancel) => _setup.PlanAsync(cancel);

    /// <summary>Carries out one step.</summary>
    /// <returns>The step, <c>done</c> or, where this user may not, <c>refused</c>.</returns>
    public Task<OrgStep> ApplyAsync(OrgStep step, CancellationToken cancel) => _setup.ApplyAsync(step, cancel);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
