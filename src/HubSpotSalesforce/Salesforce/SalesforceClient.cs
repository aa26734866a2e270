using System.Runtime.CompilerServices;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>The org: its session, queries and plain calls.</summary>
public sealed class SalesforceClient : IDisposable
{
    private readonly ApiChannel _channel;
    private readonly SalesforceSession _session;
    private readonly string _data;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    public SalesforceClient(SalesforceOptions options, HostGuard guard, TimeProvider clock, Random chance)
    {
        _session = new SalesforceSession(options, clock);
        _channel = new ApiChannel(options.LoginUrl, new SalesforceDialect(_session.TokenAsync, _session.RenewAsync, _session.Accepted), guard, clock, chance);
        _session.Channel = _channel;
        _data = $"/services/data/v{options.ApiVersion}";
    }

    /// <summary>Raised after each request.</summary>
    public event Action<RequestTrace>? Requested
    {
        add => _channel.Requested += value;
        remove => _channel.Requested -= value;
    }

    /// <summary>The calls made so far.</summary>
    public CallMeter Meter => _channel.Meter;

    /// <summary>The org's host, known after <see cref="SignInAsync"/>.</summary>
    public Uri InstanceUrl => _channel.BaseUrl;

    /// <summary>The integration user's id, known after <see cref="SignInAsync"/>.</summary>
    public string UserId => _session.UserId;

    /// <summary>Asks for a token, unless there is one, and returns the org's id.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.Unauthorized"/>: the credentials were refused.</exception>
    public async Task<string> SignInAsync(CancellationToken cancel)
    {
        await _session.TokenAsync(cancel);
        return _session.OrgId;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channel.Dispose();
        _session.Dispose();
    }

    internal IAsyncEnumerable<JObject> QueryAsync(Soql soql, bool withDeleted, CancellationToken cancel) => QueryAsync(soql, withDeleted, null, cancel);

    /// <summary>Reads all rows of a query, page by page.</summary>
    /// <param name="soql">The query.</param>
    /// <param name="withDeleted">Whether deleted and archived rows count.</param>
    /// <param name="counted">Told how many rows there are, with each page.</param>
    /// <param name="cancel">Ends the read.</param>
    internal async IAsyncEnumerable<JObject> QueryAsync(Soql soql, bool withDeleted, Action<int>? counted, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? path = $"{_data}/{(withDeleted ? "queryAll" : "query")}?q={Uri.EscapeDataString(soql.ToString())}";
        while (path is not null)
        {
            ApiRequest request = new(HttpMethod.Get, path);
            JObject page = (await _channel.SendAsync(request, cancel)).AsObject(request);
            counted?.Invoke(page["totalSize"]?.Value<int?>() ?? 0);
            foreach (JObject record in (page["records"] as JArray ?? []).OfType<JObject>())
            {
                yield return record;
            }

            // Followed as it is given, but only its path: no answer may send the token to another host.
            path = page["done"]?.Value<bool>() == false ? PathOf(page["nextRecordsUrl"]?.ToString()) : null;
        }
    }

    internal async Task<List<JObject>> QueryToolingAsync(Soql soql, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Get, $"{_data}/tooling/query?q={Uri.EscapeDataString(soql.ToString())}");
        JObject page = (await _channel.SendAsync(request, cancel)).AsObject(request);
        return [.. (page["records"] as JArray ?? []).OfType<JObject>()];
    }

    internal async Task<JObject> GetAsync(string path, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Get, _data + path);
        return (await _channel.SendAsync(request, cancel)).AsObject(request);
    }

    internal async Task<ApiAnswer> SendAsync(HttpMethod method, string path, JToken body, CancellationToken cancel, bool isRepeatable = true)
        => await _channel.SendAsync(new ApiRequest(method, _data + path) { Body = body, IsRepeatable = isRepeatable }, cancel);

    internal async Task<ApiAnswer> DeleteAsync(string path, CancellationToken cancel)
        => await _channel.SendAsync(new ApiRequest(HttpMethod.Delete, _data + path), cancel);

    private string PathOf(string? next)
    {
        if (string.IsNullOrEmpty(next))
        {
            throw new SyncException(FaultKind.UnexpectedAnswer, "salesforce", "Salesforce has more rows of a query and does not say where. Run again; if it stays so, report it.");
        }

        Uri url = _channel.BaseUrl;
        return Uri.TryCreate(url, next, out Uri? target) && target.Authority == url.Authority && target.Scheme == url.Scheme
            ? target.PathAndQuery
            : throw new SyncException(FaultKind.HostNotAllowed, "salesforce", "A query's next page leads to another host. Nothing was asked of it; report this.");
    }
}
