using HubSpotSalesforce.HubSpot;

namespace HubSpotSalesforce.Runs;

/// <summary>Prepares a HubSpot portal for activities of Salesforce: says what it lacks, and creates it step by step.</summary>
public sealed class PortalPreparation : IDisposable
{
    private readonly SyncSession _session;
    private readonly PortalSetup _setup;

    private PortalPreparation(SyncSession session)
    {
        _session = session;
        _setup = new PortalSetup(session.HubSpot);
    }

    /// <summary>Opens a preparation; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<PortalPreparation> OpenAsync(string settingPath, RunHost host, CancellationToken cancel)
        => new(await SyncSession.OpenAsync(settingPath, host, cancel));

    /// <summary>Returns what the portal has and lacks, in the order in which it has to be done; changes nothing.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unauthorized"/>; <see cref="FaultKind.ScopeMissing"/>: the token may not even look;
    /// <see cref="FaultKind.OrgUnready"/>: a property has the name and is of another type.</exception>
    public async Task<IReadOnlyList<PortalStep>> PlanAsync(CancellationToken cancel)
    {
        ScopeCheck.Require(await _session.HubSpot.AccountAsync(cancel), PortalSetup.ScopesToLook);
        return await _setup.PlanAsync(cancel);
    }

    /// <summary>Carries out one step.</summary>
    /// <returns>The step, <c>done</c> or, where this token may not, <c>refused</c>.</returns>
    public Task<PortalStep> ApplyAsync(PortalStep step, CancellationToken cancel) => _setup.ApplyAsync(step, cancel);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
