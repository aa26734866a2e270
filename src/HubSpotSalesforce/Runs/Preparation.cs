using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Runs;

/// <summary>Prepares one side for the activities of the other: says what it lacks, and creates it step by step.</summary>
public sealed class Preparation : IDisposable
{
    private readonly SyncSession _session;
    private readonly ISetup _setup;

    private Preparation(SyncSession session, Side side, Uri place, ISetup setup)
    {
        _session = session;
        _setup = setup;
        Side = side;
        Place = place.Authority;
    }

    /// <summary>The side that is prepared.</summary>
    public Side Side { get; }

    /// <summary>Where it is, such as <c>acme.my.salesforce.com</c>.</summary>
    public string Place { get; }

    /// <summary>Why there is nothing to prepare, and the next step; null where there is.</summary>
    public string? Idle { get; private init; }

    /// <summary>Opens the preparation of a Salesforce org for tasks; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<Preparation> OfOrgAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        SyncSession session = await SyncSession.OpenAsync(settingPath, host, cancel);
        return new Preparation(session, Side.Salesforce, session.Salesforce.InstanceUrl, new OrgSetup(session.Salesforce));
    }

    /// <summary>Opens the preparation of a HubSpot portal for the families that are switched on; nothing is sent yet.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>.</exception>
    public static async Task<Preparation> OfPortalAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        SyncSession session = await SyncSession.OpenAsync(settingPath, host, cancel);
        ActivityFamily[] on = RecordSetup.On(session.Setting);
        return new Preparation(session, Side.HubSpot, session.Setting.HubSpot.BaseUrl, new PortalSetup(session.HubSpot, on))
        {
            Idle = on.Length > 0 ? null
                : $"No family is switched on under salesforceToHubSpot, so the portal needs nothing. Switch one on first: {SettingCommand.Set(session.Setting, "salesforceToHubSpot.tasks.sync true")}",
        };
    }

    /// <summary>Returns what is there and what lacks, in the order in which it has to be done; changes nothing.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unauthorized"/>; <see cref="FaultKind.ScopeMissing"/>: the token may not even look;
    /// <see cref="FaultKind.OrgUnready"/>: a property has the name and is of another type.</exception>
    public async Task<IReadOnlyList<SetupStep>> PlanAsync(CancellationToken cancel)
    {
        if (_setup is PortalSetup portal)
        {
            ScopeCheck.Require(await _session.HubSpot.AccountAsync(cancel), portal.ScopesToLook);
        }

        return await _setup.PlanAsync(cancel);
    }

    /// <summary>Carries out one step.</summary>
    /// <returns>The step, <c>done</c> or, where these credentials may not, <c>refused</c>.</returns>
    public Task<SetupStep> ApplyAsync(SetupStep step, CancellationToken cancel) => _setup.ApplyAsync(step, cancel);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
