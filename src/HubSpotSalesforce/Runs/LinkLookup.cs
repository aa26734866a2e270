using HubSpotSalesforce.Activities;
using HubSpotSalesforce.HubSpot;
using HubSpotSalesforce.Linking;

namespace HubSpotSalesforce.Runs;

/// <summary>Tells which lead or contact a HubSpot contact is, as a run would see it now; nothing is stored.</summary>
/// <remarks>Remembers for its own length what it learned. For one caller at a time.</remarks>
public sealed class LinkLookup : IAsyncDisposable
{
    private readonly RunFooting _footing;
    private readonly ContactLinker _linker;

    private LinkLookup(RunFooting footing)
    {
        _footing = footing;
        _linker = LinkSetup.Linker(footing.Session, footing.Books, footing.Host.Clock.GetUtcNow());
    }

    /// <summary>Opens a lookup: settings, credentials and store are checked; the store is only read.</summary>
    /// <param name="settingPath">The settings file.</param>
    /// <param name="host">What the program around the core brings.</param>
    /// <param name="cancel">Ends the sign-in.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>, <see cref="FaultKind.SecretUnavailable"/>,
    /// <see cref="FaultKind.Unauthorized"/>, <see cref="FaultKind.ScopeMissing"/>, <see cref="FaultKind.StoreUnavailable"/>,
    /// <see cref="FaultKind.StoreMismatch"/>, and any kind by which a call fails.</exception>
    public static async Task<LinkLookup> OpenAsync(string settingPath, RunHost host, CancellationToken cancel)
    {
        RunRequest request = new() { SettingPath = settingPath, PlanOnly = true };
        return await RunFooting.OpenAsync(request, host, footing => BindAsync(footing, cancel), cancel);
    }

    /// <summary>Returns the links of contacts in the order in which they were asked for; null where HubSpot has no such contact.</summary>
    /// <param name="contactIdsOrEmails">HubSpot contact ids, old ones too, and email addresses; about 1,000 at a time keep the calls few and the answer small.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.SettingsInvalid"/>: the settings name an inclusion list that does not exist;
    /// and any kind by which a call fails.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public Task<ContactLink?[]> FindAsync(string[] contactIdsOrEmails, CancellationToken cancel)
        => _linker.FindAsync([.. contactIdsOrEmails.Select(contact => contact.Trim())], cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _footing.DisposeAsync();

    private static async Task<LinkLookup> BindAsync(RunFooting footing, CancellationToken cancel)
    {
        HubSpotAccount account = await footing.AccountAsync(LinkSetup.Scopes(footing.Session.Setting), cancel);
        await footing.BindAsync(account, cancel);
        return new LinkLookup(footing);
    }
}
