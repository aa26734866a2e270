using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Polly;
using Polly.Retry;

namespace HubSpotSalesforce.Remote;

/// <summary>Sends requests to one API: paced, counted, authorised, tried again where that can help, and every failure translated.</summary>
/// <remarks>Thread-safe. Redirects are not followed: neither API uses them, and a token must not travel elsewhere.</remarks>
public sealed class ApiChannel : IDisposable
{
    private const int MaxTries = 6;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(120);
    private const int MaxAnswerBytes = 64 * 1024 * 1024;
    private const int MaxJsonDepth = 64;

    private readonly HttpClient _http;
    private readonly HostGuard _guard;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<ApiAnswer> _retry;

    /// <summary>Creates a channel.</summary>
    /// <param name="baseUrl">The API's host.</param>
    /// <param name="dialect">What is particular about this API.</param>
    /// <param name="guard">Checks every address before it is asked.</param>
    /// <param name="clock">The clock of waits and measurements.</param>
    /// <param name="chance">The chance in waits; one channel draws from it at a time.</param>
    public ApiChannel(Uri baseUrl, ApiDialect dialect, HostGuard guard, TimeProvider clock, Random chance)
    {
        BaseUrl = guard.Check(baseUrl, dialect.Side);
        Dialect = dialect;
        _guard = guard;
        _clock = clock;
        Meter = new CallMeter(dialect.Side);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(15),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,    // RequestTimeout, by the clock
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("HubSpotSalesforce/" + typeof(ApiChannel).Assembly.GetName().Version!.ToString(3));
        _retry = Retry(clock, chance);
    }

    /// <summary>Raised after each request, on the thread that sent it.</summary>
    public event Action<RequestTrace>? Requested;

    /// <summary>Asked right before a write leaves: its exception keeps the write from being sent. Null lets all through.</summary>
    /// <remarks>Here and not where a batch begins, because a wait for the pace, for a token or for another try lies in between.</remarks>
    public Func<CancellationToken, Task>? WriteGate { get; set; }

    /// <summary>The API's host; Salesforce names its own after the first token.</summary>
    public Uri BaseUrl { get; private set; }

    /// <summary>What is particular about this API.</summary>
    public ApiDialect Dialect { get; }

    /// <summary>The calls made so far, and the most there may be.</summary>
    public CallMeter Meter { get; }

    /// <summary>Sends all further requests to another host of the same API, after checking it.</summary>
    public void MoveTo(Uri baseUrl) => BaseUrl = _guard.Check(baseUrl, Dialect.Side);

    /// <summary>Sends a request and returns its answer, a success.</summary>
    /// <exception cref="SyncException">Any kind; transient ones only after the last try.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancel)
    {
        // A token is a request with tries of its own; asked for within those of another, each of them would be tried six times.
        string? token = request.IsAuthorized ? await Dialect.TokenAsync(cancel) : null;
        ApiAnswer answer = await TryAsync(request, token, cancel);
        if (IsRefused(answer, token) && await Dialect.RenewTokenAsync(token!, answer, cancel))
        {
            token = await Dialect.TokenAsync(cancel);
            answer = await TryAsync(request, token, cancel);
        }

        return IsRefused(answer, token) ? throw Dialect.Fault(request, answer) : answer;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ResiliencePipeline<ApiAnswer> Retry(TimeProvider clock, Random chance)
    {
        Lock gate = new();
        return new ResiliencePipelineBuilder<ApiAnswer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<ApiAnswer>
            {
                MaxRetryAttempts = MaxTries - 1,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(400),
                MaxDelay = TimeSpan.FromSeconds(30),
                UseJitter = true,
                Randomizer = () =>
                {
                    lock (gate)
                    {
                        return chance.NextDouble();
                    }
                },
                ShouldHandle = new PredicateBuilder<ApiAnswer>().Handle<SyncException>(fault => fault.IsTransient),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as SyncException)?.RetryAfter),
            })
            .Build();
    }

    private static bool IsRefused(ApiAnswer answer, string? token) => answer.Status == HttpStatusCode.Unauthorized && token is not null;

    // Returns a success, or that the token was refused; all else is an exception.
    private async Task<ApiAnswer> TryAsync(ApiRequest request, string? token, CancellationToken cancel)
    {
        int tries = 0;
        async ValueTask<ApiAnswer> OnceAsync(CancellationToken end)
        {
            ApiAnswer answer = await ExchangeAsync(request, token, ++tries, end);
            return (int)answer.Status is >= 200 and < 300 || IsRefused(answer, token) ? answer : throw Dialect.Fault(request, answer);
        }

        return request.IsRepeatable ? await _retry.ExecuteAsync(OnceAsync, cancel) : await OnceAsync(cancel);
    }

    private async Task<ApiAnswer> ExchangeAsync(ApiRequest request, string? token, int number, CancellationToken cancel)
    {
        await Dialect.WaitForTurnAsync(request, cancel);
        using HttpRequestMessage message = Message(request, token);
        if (request.IsWrite && WriteGate is { } gate)
        {
            await gate(cancel);
        }

        Meter.Take();
        using CancellationTokenSource late = new(RequestTimeout, _clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        long started = _clock.GetTimestamp();
        int status = 0;
        JToken? received = null;
        DateTimeOffset? answeredAt = null;
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, end.Token);
            status = (int)response.StatusCode;
            answeredAt = response.Headers.Date;
            string text = await response.Content.ReadAsStringAsync(end.Token);
            Redaction redaction = new([token, request.Form?.GetValueOrDefault("assertion"), .. Dialect.Secrets]);
            text = redaction.Of(text);
            received = redaction.Of(Parse(response, text), text);
            ApiAnswer answer = new(response.StatusCode, received, name => Header(response, name)) { Text = text };
            Dialect.Learn(request, answer, Meter);
            return answer;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or InvalidDataException or InvalidOperationException)
        {
            throw Unavailable(request, lost);    // the latter two: a body that is not compressed or encoded as its headers say
        }
        catch (OperationCanceledException tooLate) when (!cancel.IsCancellationRequested)
        {
            throw Unavailable(request, tooLate);
        }
        finally
        {
            Requested?.Invoke(new RequestTrace(Dialect.Side, request.Method.Method, request.Path.Split('?')[0], status, _clock.GetElapsedTime(started))
            {
                Try = number,
                Tries = request.IsRepeatable ? MaxTries : 1,
                Skew = _clock.GetUtcNow() - answeredAt,
                Bodies = () => BodyText.Of(request, received, token),
            });
        }
    }

    private HttpRequestMessage Message(ApiRequest request, string? token)
    {
        HttpRequestMessage message = new(request.Method, UrlOf(request));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(request.WantsCsv ? "text/csv" : "application/json"));
        if (token is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach ((string name, string value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        Func<CancellationToken, Task>? gate = request.IsWrite ? WriteGate : null;
        if (request.Body is { } body)
        {
            message.Content = new GatedContent(body.ToString(Formatting.None), "application/json", gate);
        }
        else if (request.Csv is { } csv)
        {
            message.Content = new GatedContent(csv, "text/csv", gate);
        }
        else if (request.Form is { } form)
        {
            message.Content = new FormUrlEncodedContent(form);
        }

        return message;
    }

    // A path that begins with two slashes names a host of its own, and a server may have given it.
    private Uri UrlOf(ApiRequest request)
        => Uri.TryCreate(BaseUrl, request.Path, out Uri? url) && url.GetLeftPart(UriPartial.Authority) == BaseUrl.GetLeftPart(UriPartial.Authority)
            ? _guard.Check(url, Dialect.Side)
            : throw new SyncException(
                FaultKind.HostNotAllowed, Dialect.Side, $"A path that {Dialect.Name} gave leads away from {BaseUrl.Host}. Nothing was asked there; report this.");

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    // An answer that should be JSON and is not is truncated or comes from an edge: worth another try.
    private JToken? Parse(HttpResponseMessage response, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/json"))
        {
            return null;
        }

        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { MaxDepth = MaxJsonDepth, DateParseHandling = DateParseHandling.None };
            return JToken.ReadFrom(reader);
        }
        catch (JsonException broken)
        {
            throw new SyncException(
                FaultKind.Unavailable, Dialect.Side, $"{Dialect.Name} answered {(int)response.StatusCode} with JSON that breaks off. Try again later.", broken);
        }
    }

    private SyncException Unavailable(ApiRequest request, Exception inner) => new(
        FaultKind.Unavailable,
        request.ToString(),
        $"{Dialect.Name} did not answer {request} ({BaseUrl.Authority}). Check the network and the service's status page, then run again: nothing is lost.",
        inner);
}
