using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>The portal: its account, and the plain calls the readers are made of.</summary>
public sealed class HubSpotClient : IDisposable
{
    // One constant: HubSpot supports a dated version for 18 months ("Developer platform and API versioning", read 2026-11-21).
    internal const string Version = "2026-09";

    private readonly ApiChannel _channel;
    private readonly HubSpotDialect _dialect;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    public HubSpotClient(HubSpotOptions options, HostGuard guard, TimeProvider clock, Random chance)
    {
        _dialect = new HubSpotDialect(options.Token, clock);
        _channel = new ApiChannel(options.BaseUrl, _dialect, guard, clock, chance);
    }

    /// <summary>Raised after each request.</summary>
    public event Action<RequestTrace>? Requested
    {
        add => _channel.Requested += value;
        remove => _channel.Requested -= value;
    }

    /// <summary>The calls made so far.</summary>
    public CallMeter Meter => _channel.Meter;

    /// <summary>Asked right before a write leaves: its exception keeps the write from being sent.</summary>
    public Func<CancellationToken, Task>? WriteGate
    {
        get => _channel.WriteGate;
        set => _channel.WriteGate = value;
    }

    /// <summary>Asks which portal the token belongs to, and what it may do.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unauthorized"/>: the token was refused.</exception>
    public async Task<HubSpotAccount> AccountAsync(CancellationToken cancel)
    {
        JObject? details = await OptionalAsync(new ApiRequest(HttpMethod.Get, $"/account-info/{Version}/details"), cancel);
        JObject? token = await TokenAsync(cancel);
        _dialect.Zone = TimeZoneInfo.TryFindSystemTimeZoneById(details.Told("timeZone") ?? "", out TimeZoneInfo? zone) ? zone : null;
        string? portal = details.Told("portalId") ?? token.Told("hubId");
        return portal is null
            ? throw new SyncException(FaultKind.ScopeMissing, "hubspot", "HubSpot tells neither the account nor the token's details. Give the service key the oauth scope, then run again.")
            : new HubSpotAccount(
                portal,
                details.Told("timeZone"),
                details.Told("uiDomain") ?? "app.hubspot.com",
                details.Told("accountType"),
                token?["scopes"] is JArray scopes ? [.. scopes.Select(scope => scope.ToString())] : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    internal async Task<JObject> GetAsync(string path, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Get, path);
        return (await _channel.SendAsync(request, cancel)).AsObject(request);
    }

    /// <summary>Sends what reads by a body: a search, or a batch of ids. What writes goes by <see cref="WriteAsync"/>.</summary>
    internal async Task<JObject> PostAsync(string path, JObject body, CancellationToken cancel, bool isSearch = false)
    {
        ApiRequest request = new(HttpMethod.Post, path) { Body = body, IsSearch = isSearch };
        return (await _channel.SendAsync(request, cancel)).AsObject(request);
    }

    /// <summary>Sends a write; its answer says what became of it, or of each of its rows.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">The body.</param>
    /// <param name="isRepeatable">Whether sending it twice does no more than sending it once.</param>
    /// <param name="cancel">Ends the wait for the answer.</param>
    internal async Task<ApiAnswer> WriteAsync(string path, JObject body, bool isRepeatable, CancellationToken cancel)
        => await _channel.SendAsync(new ApiRequest(HttpMethod.Post, path) { Body = body, IsRepeatable = isRepeatable }, cancel);

    /// <summary>Gets a record that may not exist; null on 404.</summary>
    internal async Task<JObject?> FindAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await GetAsync(path, cancel);
        }
        catch (SyncException missing) when (missing.Kind == FaultKind.UnexpectedAnswer && missing.ApiCode is "OBJECT_NOT_FOUND" or "404")
        {
            return null;
        }
    }

    // Whether service keys may ask for account details is not documented: what is refused is done without.
    private async Task<JObject?> OptionalAsync(ApiRequest request, CancellationToken cancel)
    {
        try
        {
            return (await _channel.SendAsync(request, cancel)).AsObject(request);
        }
        catch (SyncException refused) when (refused.Kind is FaultKind.ScopeMissing or FaultKind.UnexpectedAnswer)
        {
            return null;
        }
    }

    private async Task<JObject?> TokenAsync(CancellationToken cancel) => await OptionalAsync(
        new ApiRequest(HttpMethod.Post, "/oauth/v2/private-apps/get/access-token-info")
        {
            Body = new JObject { ["tokenKey"] = await _channel.Dialect.TokenAsync(cancel) },
        },
        cancel);
}
