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
        _channel = new ApiChannel(options.LoginUrl, new SalesforceDialect(_session.TokenAsync, _session.RenewAsync, _session.Accepted) { OwnSecrets = options.ClientSecret is { } secret ? [secret] : [] }, guard, clock, chance);
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

    /// <summary>Asked right before a write leaves: its exception keeps the write from being sent.</summary>
    public Func<CancellationToken, Task>? WriteGate
    {
        get => _channel.WriteGate;
        set => _channel.WriteGate = value;
    }

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
        string query = $"{_data}/{(withDeleted ? "queryAll" : "query")}?q=";
        string? path = query + Uri.EscapeDataString(soql.ToString());
        string? lastId = null;
        bool isFresh = false;    // nothing came since the last beginning
        while (path is not null)
        {
            (JObject? page, SyncException? expired) = await PageAsync(path, cancel);
            if (page is null)
            {
                // The place in the query is forgotten: begin again past the last record that came.
                path = soql.IsById && lastId is not null && !isFresh ? query + Uri.EscapeDataString(soql.Past(lastId)) : throw Expired(expired!);
                isFresh = true;
                continue;
            }

            counted?.Invoke((int)(page.Whole("totalSize") ?? 0));
            string? next = page.Told("nextRecordsUrl");
            bool hasMore = next is not null || page["done"] is JValue { Value: false };
            Queue<JObject> rows = TakeRows(page);
            while (rows.TryDequeue(out JObject? record))
            {
                (lastId, isFresh) = (record.Told("Id"), false);
                yield return record;
            }

            // Followed as it is given, but only its path: no answer may send the token to another host.
            path = hasMore ? PathOf(next, path) : null;
        }
    }

    internal async Task<List<JObject>> QueryToolingAsync(Soql soql, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Get, $"{_data}/tooling/query?q={Uri.EscapeDataString(soql.ToString())}");
        JObject page = (await _channel.SendAsync(request, cancel)).AsObject(request);
        return [.. page.Rows("records")];
    }

    internal async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancel) => await _channel.SendAsync(request with { Path = _data + request.Path }, cancel);

    internal async Task<JObject> GetAsync(string path, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Get, _data + path);
        return (await _channel.SendAsync(request, cancel)).AsObject(request);
    }

    /// <summary>Sends a body and returns what came back; null for an answer without one.</summary>
    internal async Task<JToken?> WriteAsync(HttpMethod method, string path, JToken body, CancellationToken cancel) => (await SendAsync(method, path, body, cancel)).Body;

    internal Task<ApiAnswer> SendAsync(HttpMethod method, string path, JToken body, CancellationToken cancel) => SendAsync(new ApiRequest(method, path) { Body = body }, cancel);

    private async Task<(JObject? Page, SyncException? Expired)> PageAsync(string path, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Get, path);
        try
        {
            return ((await _channel.SendAsync(request, cancel)).AsObject(request), null);
        }
        catch (SyncException expired) when (expired.ApiCode == "INVALID_QUERY_LOCATOR")
        {
            return (null, expired);
        }
    }

    // Off their page: a record leads to all others, and the last one is still held when the next page comes.
    private static Queue<JObject> TakeRows(JObject page)
    {
        Queue<JObject> rows = new(page.Rows("records"));
        ((JArray)page["records"]!).Clear();
        return rows;
    }

    private static SyncException Expired(SyncException fault)
        => new(FaultKind.Unavailable, fault.About, "Salesforce forgot where a query stood before all of its rows were read. Run again: nothing is lost.", fault) { ApiCode = fault.ApiCode };

    private string PathOf(string? next, string path)
    {
        if (string.IsNullOrEmpty(next) || next == path)
        {
            throw new SyncException(FaultKind.UnexpectedAnswer, "salesforce", "Salesforce has more rows of a query and does not say where. Run again; if it stays so, report it.");
        }

        Uri url = _channel.BaseUrl;
        return Uri.TryCreate(url, next, out Uri? target) && target.Authority == url.Authority && target.Scheme == url.Scheme
            ? target.PathAndQuery
            : throw new SyncException(FaultKind.HostNotAllowed, "salesforce", "A query's next page leads to another host. Nothing was asked of it; report this.");
    }
}
