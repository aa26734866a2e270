using System.Collections.Concurrent;
using System.Management.Automation;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of all cmdlets: runs what is asynchronous beside the pipeline, stops it, and turns faults into error records.</summary>
public abstract class SyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private BlockingCollection<Action>? _calls;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Does what is to be done for one pipeline object.</summary>
    protected virtual void Take()
    {
    }

    /// <summary>Does what is to be done after the last pipeline object.</summary>
    protected virtual void Finish()
    {
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guarded(Take);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guarded(Finish);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends what is still open. PowerShell calls it however the pipeline ended.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    /// <summary>Whether nothing may be changed, by <c>-WhatIf</c> or by the caller's preference.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
        ? ((SwitchParameter)bound).ToBool()
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>What this session brings to the core: secrets that PowerShell can ask for, its own connections, and an ear for requests.</summary>
    private protected RunHost NewHost()
    {
        SessionConnection connection = SessionConnection.Current;
        return new RunHost
        {
            Secrets = new PipelineSecrets(AskVaultAsync),
            HubSpot = connection.HubSpot,
            Salesforce = connection.Salesforce,
            Requested = trace => Post(() => WriteVerbose(trace.ToString())),
        };
    }

    // PowerShell lets only its own thread write and ask. The work runs beside it and hands over what only that thread may do.
    private protected void Run(Func<CancellationToken, Task> work)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using BlockingCollection<Action> calls = new(boundedCapacity: 256);
        _calls = calls;
        Task done = Task.Run(async () =>
        {
            try
            {
                await work(end.Token);
            }
            finally
            {
                calls.CompleteAdding();
            }
        });

        try
        {
            foreach (Action call in calls.GetConsumingEnumerable())
            {
                call();
            }
        }
        finally    // stopped, or Select-Object -First: let the work end, with nobody blocked in Post
        {
            end.Cancel();
            foreach (Action _ in calls.GetConsumingEnumerable())
            {
            }
        }

        done.GetAwaiter().GetResult();
    }

    private protected void Post(Action call) => _calls!.Add(call);

    private protected async Task<T> Ask<T>(Func<T> question, CancellationToken cancel)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => answer.SetResult(question()));
        return await answer.Task.WaitAsync(cancel);
    }

    /// <summary>Makes an error record of a fault. The name of its kind is the ErrorId, which never changes.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="target">What it is about, when there is more to show than its name.</param>
    private protected static ErrorRecord Record(SyncException fault, object? target = null)
    {
        ErrorRecord record = new(fault, fault.Kind.ToString(), CategoryOf(fault.Kind), target ?? fault.About)
        {
            ErrorDetails = new ErrorDetails(fault.Message) { RecommendedAction = LastSentence(fault.Message) },
        };

        // Shown with the error and kept in transcripts: the name of what it is about, never its contents.
        record.CategoryInfo.TargetName = fault.About;
        return record;
    }

    private static ErrorCategory CategoryOf(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => ErrorCategory.LimitsExceeded,
        FaultKind.Unavailable => ErrorCategory.ConnectionError,
        FaultKind.RowLocked => ErrorCategory.ResourceBusy,
        FaultKind.RecordRejected => ErrorCategory.InvalidData,
        FaultKind.Conflict => ErrorCategory.InvalidOperation,
        FaultKind.NotFound => ErrorCategory.ObjectNotFound,
        FaultKind.PlanInvalid => ErrorCategory.InvalidArgument,
        FaultKind.ReportInvalid => ErrorCategory.InvalidArgument,
        FaultKind.SettingsInvalid => ErrorCategory.InvalidArgument,
        FaultKind.NativeConnectorFound => ErrorCategory.InvalidOperation,
        FaultKind.SecretUnavailable => ErrorCategory.ObjectNotFound,
        FaultKind.Unauthorized => ErrorCategory.AuthenticationError,
        FaultKind.ScopeMissing => ErrorCategory.PermissionDenied,
        FaultKind.FieldMissing => ErrorCategory.NotInstalled,
        FaultKind.FieldNotWritable => ErrorCategory.PermissionDenied,
        FaultKind.OrgUnready => ErrorCategory.NotInstalled,
        FaultKind.QuotaSpent => ErrorCategory.QuotaExceeded,
        FaultKind.LimitReached => ErrorCategory.LimitsExceeded,
        FaultKind.StoreUnavailable => ErrorCategory.OpenError,
        FaultKind.StoreMismatch => ErrorCategory.InvalidOperation,
        FaultKind.StateMissing => ErrorCategory.ObjectNotFound,
        FaultKind.LeaseHeld => ErrorCategory.ResourceBusy,
        FaultKind.LeaseLost => ErrorCategory.OperationStopped,
        FaultKind.HostNotAllowed => ErrorCategory.SecurityError,
        FaultKind.UnexpectedAnswer => ErrorCategory.InvalidResult,
        _ => ErrorCategory.NotSpecified,
    };

    // A message ends with what to do next; a point inside a file name or a number ends no sentence.
    private static string LastSentence(string message)
    {
        string text = message.TrimEnd();
        int start = Math.Max(text.LastIndexOf(". ", StringComparison.Ordinal), text.LastIndexOf('\n'));
        return text[(start + 1)..].Trim();
    }

    private Task<object?> AskVaultAsync(string vault, string name, CancellationToken cancel) => Ask(() => PipelineSecrets.AskVault(this, vault, name), cancel);

    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (SyncException fault)
        {
            ThrowTerminatingError(Record(fault));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
