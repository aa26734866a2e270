using System.Globalization;
using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>Shows how far a run came: the run itself, and below it the stage it is in, ten times a second at most.</summary>
/// <remarks>A progress record costs more than what it counts; and nothing is shown of what is over within a second.</remarks>
public sealed class RunProgress
{
    private const int RunId = 1;
    private const int StageId = 2;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _activity;
    private readonly TimeProvider _clock;
    private readonly long _startedAt;
    private long? _shownAt;
    private string? _stage;
    private int _stageBegan;

    /// <summary>Creates a progress that begins now.</summary>
    /// <param name="activity">What is being done.</param>
    /// <param name="clock">The clock; that of this machine by default.</param>
    public RunProgress(string activity, TimeProvider? clock = null)
    {
        _activity = activity;
        _clock = clock ?? TimeProvider.System;
        _startedAt = _clock.GetTimestamp();
    }

    /// <summary>Returns what is to be shown of a step: the run and its stage, or nothing when too little time has passed.</summary>
    public ProgressRecord[] Next(Func<RunStep> step)
    {
        TimeSpan elapsed = _clock.GetElapsedTime(_startedAt);
        if (elapsed < Quiet || (_shownAt is { } shown && _clock.GetElapsedTime(shown) < Pause))
        {
            return [];
        }

        _shownAt = _clock.GetTimestamp();
        RunStep now = step();
        ProgressRecord run = new(RunId, _activity, $"{now.Counts} ({Rate(now.Done, elapsed)})");
        if (now.Total is > 0 and var total)
        {
            run.PercentComplete = (int)Math.Min(100L, now.Done * 100L / total);
            run.SecondsRemaining = (int)Math.Min(int.MaxValue, (now.Remaining ?? elapsed * ((double)(total - now.Done) / Math.Max(1, now.Done))).TotalSeconds);
        }

        if (now.Stage is not { } stage)
        {
            return [run];
        }

        if (stage != _stage)
        {
            (_stage, _stageBegan) = (stage, now.Done);
        }

        return [run, Stage(run, now, stage, elapsed)];
    }

    /// <summary>Shows a step, unless one was shown a moment ago.</summary>
    internal void Show(SyncCmdlet cmdlet, Func<RunStep> step)
    {
        cmdlet.Progress = this;
        foreach (ProgressRecord record in Next(step))
        {
            cmdlet.WriteProgress(record);
        }
    }

    /// <summary>Shows how far a report came and how long the rest will take, unless that was shown a moment ago.</summary>
    internal void Show(SyncCmdlet cmdlet, ReportProgress came)
        => Show(cmdlet, () => new RunStep($"{came.Done} of {came.Total} activities", came.Done, null, []) { Total = came.Total, Remaining = came.Remaining });

    /// <summary>Takes away what was shown.</summary>
    public void Complete(Cmdlet cmdlet)
    {
        if (_shownAt is null)
        {
            return;
        }

        if (_stage is not null)
        {
            cmdlet.WriteProgress(new ProgressRecord(StageId, _stage, "done") { ParentActivityId = RunId, RecordType = ProgressRecordType.Completed });
        }

        cmdlet.WriteProgress(new ProgressRecord(RunId, _activity, "done") { RecordType = ProgressRecordType.Completed });
        (_shownAt, _stage) = (null, null);
    }

    // How much a kind holds is not known before it is read, so the run is as far as the stages it has behind it.
    private ProgressRecord Stage(ProgressRecord run, RunStep now, string stage, TimeSpan elapsed)
    {
        int number = now.Stages.ToList().IndexOf(stage);
        if (number > 0)
        {
            run.PercentComplete = 100 * number / now.Stages.Count;
            run.SecondsRemaining = (int)(elapsed.TotalSeconds * (now.Stages.Count - number) / number);
        }

        string place = number < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number + 1} of {now.Stages.Count}: ");
        return new ProgressRecord(StageId, $"{place}{stage}", string.Create(CultureInfo.InvariantCulture, $"{now.Done - _stageBegan} done")) { ParentActivityId = RunId };
    }

    private static string Rate(int done, TimeSpan elapsed)
        => string.Create(CultureInfo.InvariantCulture, $"{done / elapsed.TotalSeconds:0.#} a second");
}
