using System.Diagnostics;
using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Shows how far a cmdlet came, five times a second at most: a progress record costs more than what it counts.</summary>
internal sealed class RunProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string _activity;
    private long _shownAt;

    /// <summary>Creates a progress.</summary>
    /// <param name="activity">What is being done.</param>
    public RunProgress(string activity) => _activity = activity;

    /// <summary>Shows a line, unless one was shown a moment ago.</summary>
    public void Show(Cmdlet cmdlet, Func<string> line)
    {
        if (_shownAt == 0 || Stopwatch.GetElapsedTime(_shownAt) >= Pause)
        {
            _shownAt = Stopwatch.GetTimestamp();
            cmdlet.WriteProgress(new ProgressRecord(1, _activity, line()));
        }
    }

    /// <summary>Shows how far a report came and how long the rest will take, unless that was shown a moment ago.</summary>
    public void Show(Cmdlet cmdlet, ReportProgress came)
    {
        if (_shownAt == 0 || Stopwatch.GetElapsedTime(_shownAt) >= Pause)
        {
            _shownAt = Stopwatch.GetTimestamp();
            cmdlet.WriteProgress(new ProgressRecord(1, _activity, $"{came.Done} of {came.Total} activities")
            {
                PercentComplete = came.Total == 0 ? -1 : (int)Math.Min(100L, came.Done * 100L / came.Total),
                SecondsRemaining = came.Remaining is { } rest ? (int)Math.Min(int.MaxValue, rest.TotalSeconds) : -1,
            });
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Complete(Cmdlet cmdlet)
    {
        if (_shownAt != 0)
        {
            cmdlet.WriteProgress(new ProgressRecord(1, _activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
