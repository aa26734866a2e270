using System.Diagnostics;

namespace HubSpotSalesforce.Runner;

/// <summary>Tells of each HTTP request of this process, before it is sent and after it was answered.</summary>
internal sealed class RequestWatch(Action<int> before, Action<int> after) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private int _sent;
    private int _received;

    /// <summary>Starts to watch.</summary>
    public void Start() => DiagnosticListener.AllListeners.Subscribe(this);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key.EndsWith("HttpRequestOut.Start", StringComparison.Ordinal))
        {
            before(Interlocked.Increment(ref _sent));
        }
        else if (value.Key.EndsWith("HttpRequestOut.Stop", StringComparison.Ordinal))
        {
            after(Interlocked.Increment(ref _received));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
