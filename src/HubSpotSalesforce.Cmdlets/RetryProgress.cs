using System.Management.Automation;
using HubSpotSalesforce.Remote;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Shows that a request is tried again, which takes seconds in which nothing else is to be seen.</summary>
internal sealed class RetryProgress
{
    private const int Id = 3;
    private const string Activity = "Trying again";

    private bool _isShown;

    /// <summary>Returns what is to be shown of a request that was sent: that it failed for the second time or later, or that one came through.</summary>
    public ProgressRecord? Next(RequestTrace trace)
    {
        bool fails = trace.IsTransient && trace.Try > 1 && trace.Try < trace.Tries;
        ProgressRecord? next = fails ? new ProgressRecord(Id, Activity, $"{trace.Method} {trace.Path}: {(trace.Status == 0 ? "no answer" : trace.Status)}, tried {trace.Try} of {trace.Tries} times")
            : _isShown && !trace.IsTransient ? End()
            : null;
        _isShown = fails || (_isShown && next is null);
        return next;
    }

    /// <summary>Takes away what was shown.</summary>
    public void Complete(Cmdlet cmdlet)
    {
        if (_isShown)
        {
            _isShown = false;
            cmdlet.WriteProgress(End());
        }
    }

    private static ProgressRecord End() => new(Id, Activity, "done") { RecordType = ProgressRecordType.Completed };
}
