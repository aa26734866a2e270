using System.Collections.Concurrent;
using System.Management.Automation;
using HubSpotSalesforce.Remote;
using HubSpotSalesforce.Runs;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of all cmdlets: runs what is asynchronous beside the pipeline, stops it, and turns faults into error records.</summary>
public abstract class SyncCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly RetryProgress _retries = new();
    private BlockingCollection<Action>? _calls;
    private RunProgress? _requests;
    private int _sent;
    private bool _tookAny;

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

    /// <summary>Whether there is something to finish where a pipeline brought nothing, or nothing that fits.</summary>
    /// <remarks>As a rule not: what was handed a wrong object would go on with the defaults, such as the settings file of this folder.</remarks>
    private protected virtual bool FinishesUnfed => false;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        _tookAny = true;
        Guarded(Take);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (_tookAny || FinishesUnfed)
        {
            Guarded(Finish);
        }
    }

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

    /// <summary>The progress that was shown last; null before any was.</summary>
    internal RunProgress? Progress { get; set; }

    /// <summary>Whether nothing may be changed, by <c>-WhatIf</c> or by the caller's preference.</summary>
    internal bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
        ? ((SwitchParameter)bound).ToBool()
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>What this session brings to the core: secrets that PowerShell can ask for, its own connections, and an ear for requests.</summary>
    private protected virtual RunHost NewHost() => Connections.Use(profile: null, new RunHost { Secrets = new PipelineSecrets(AskVaultAsync), Requested = Told() });

    /// <summary>Marks a milestone of a run, tagged so that scripts find it.</summary>
    internal void Milestone(string tag, object said) => WriteInformation(said, ["HubSpotSalesforce", tag]);

    /// <summary>Says in a line what else would end in silence, or the total of <c>-WhatIf</c>: a milestone that is seen on the host, where the lines of <c>-WhatIf</c> are.</summary>
    internal void Remark(string tag, string said) => WriteInformation(said, ["HubSpotSalesforce", tag, "PSHOST"]);

    // Bodies are made for those who look at them: with -Debug, or where the caller's preference says so.
    private Action<RequestTrace> Told()
    {
        bool isDebugged = MyInvocation.BoundParameters.TryGetValue("Debug", out object? bound)
            ? ((SwitchParameter)bound).ToBool()
            : LanguagePrimitives.TryConvertTo(SessionState.PSVariable.GetValue("DebugPreference"), out ActionPreference wanted)
                && wanted is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        return trace =>
        {
            string? bodies = isDebugged ? trace.Bodies() : null;
            Post(() =>
            {
                _sent++;
                WriteVerbose(trace.ToString());
                if (_retries.Next(trace) is { } shown)
                {
                    WriteProgress(shown);
                }

                if (bodies is not null)
                {
                    WriteDebug(bodies);
                }
            });
        };
    }

    // PowerShell lets only its own thread write and ask. The work runs beside it and hands over what only that thread may do.
    internal void Run(Func<CancellationToken, Task> work)
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
            while (!calls.IsCompleted)
            {
                if (calls.TryTake(out Action? call, Beat))
                {
                    call();
                }

                ShowRequests();
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

    // What shows no progress of its own, or none yet, shows how many requests were answered: nothing takes more than a second in silence.
    private void ShowRequests()
    {
        if (Progress is null || Progress == _requests)
        {
            _requests ??= new RunProgress(MyInvocation.MyCommand.Name);
            _requests.Show(this, () => new RunStep(_sent == 1 ? "1 request answered" : $"{_sent} requests answered", _sent, null, []));
        }
    }

    internal void Post(Action call) => _calls!.Add(call);

    internal async Task<T> Ask<T>(Func<T> question, CancellationToken cancel)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => answer.SetResult(question()));
        return await answer.Task.WaitAsync(cancel);
    }

    /// <summary>Makes an error record of a fault. The name of its kind is the ErrorId, which never changes.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="target">What it is about, when there is more to show than its name.</param>
    internal static ErrorRecord Record(SyncException fault, object? target = null) => ErrorCatalogue.Record(fault, target);

    /// <summary>Writes a file as <c>Get-Item</c> gives it: what its view shows are properties that only the provider adds.</summary>
    private protected void WriteFile(FileInfo file)
        => WriteObject(InvokeProvider.Item.Get([$@"Microsoft.PowerShell.Core\FileSystem::{file.FullName}"], force: true, literalPath: true), enumerateCollection: true);

    private Task<object?> AskVaultAsync(string vault, string name, CancellationToken cancel) => Ask(() => PipelineSecrets.AskVault(this, vault, name), cancel);

    private void Guarded(Action step)
    {
        bool isDone = false;
        try
        {
            step();
            isDone = true;
        }
        catch (SyncException fault)
        {
            ThrowTerminatingError(Record(fault));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (isDone && Progress == _requests)
            {
                _requests?.Complete(this);
            }

            // By a fault or Select-Object -First. When everything is stopped PowerShell takes no more records, and clears the screen itself.
            if (!isDone && !Stopping)
            {
                Progress?.Complete(this);
                _retries.Complete(this);
            }
        }
    }
}
