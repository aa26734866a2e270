using System.Collections.Concurrent;
using System.Diagnostics;

namespace HubSpotSalesforce.Tests.Reliability;

/// <summary>Every HTTP request that leaves this process from where it was started on, each hop of a redirect by itself.</summary>
/// <remarks>Taken from the runtime's own diagnostics below the redirects, so that nothing can leave unseen; tests that run beside are told apart by their flow.</remarks>
internal sealed class SentRequests : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<SentRequests?> Current = new();

    private readonly List<IDisposable> _subscriptions = [];

    private SentRequests()
    {
    }

    /// <summary>Where they went, in order.</summary>
    public ConcurrentQueue<Uri> Urls { get; } = new();

    /// <summary>The tokens they carried.</summary>
    public ConcurrentDictionary<string, bool> Tokens { get; } = new();

    /// <summary>Starts to watch what this test sends.</summary>
    public static SentRequests Watch()
    {
        SentRequests watch = new();
        Current.Value = watch;
        watch._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(watch));
        return watch;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value == this && value.Key.EndsWith("HttpRequestOut.Start", StringComparison.Ordinal)
            && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage { RequestUri: { } url } request)
        {
            Urls.Enqueue(url);
            if (request.Headers.Authorization?.Parameter is { } token)
            {
                Tokens.TryAdd(token, true);
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}
