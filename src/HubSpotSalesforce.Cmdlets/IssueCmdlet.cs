namespace HubSpotSalesforce.Cmdlets;

/// <summary>The base of a cmdlet with a parameter -Take: what it does with a pipeline object has another name there.</summary>
public abstract class IssueCmdlet : RunLogCmdlet
{
    /// <inheritdoc/>
    protected sealed override void Take() => TakeIssue();

    /// <summary>Does what is to be done for one pipeline object.</summary>
    private protected abstract void TakeIssue();
}
