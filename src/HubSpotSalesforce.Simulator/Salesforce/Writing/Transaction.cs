namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>What one request holds until it is answered.</summary>
internal sealed class Transaction
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The transaction that holds what this one needs; null when nothing is in its way.</summary>
    public Transaction? Blocker { get; set; }

    /// <summary>Whether it waits for what it needs, and is not refused yet.</summary>
    public bool IsPatient { get; set; }

    /// <summary>Completes when it lets go of everything.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lets others go on.</summary>
    public void End() => _ended.TrySetResult();
}
