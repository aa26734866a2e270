using System.Management.Automation;

namespace HubSpotSalesforce.Cmdlets;

/// <summary>What <c>-Wait</c> and <c>-WaitTimeout</c> say together.</summary>
internal static class WaitChoice
{
    /// <summary>Returns how long to wait for another runner; null for not at all.</summary>
    public static TimeSpan? Of(SwitchParameter wait, TimeSpan? timeout) => timeout ?? (wait ? Timeout.InfiniteTimeSpan : null);

    /// <summary>Returns what is wrong where one of the two says to wait and the other not to; else null.</summary>
    public static SyncException? Contradiction(SwitchParameter wait, TimeSpan? timeout, InvocationInfo said)
        => timeout is not null && !wait && said.BoundParameters.ContainsKey("Wait")
            ? new SyncException(FaultKind.SettingsInvalid, "WaitTimeout", "-Wait:$false says not to wait, and -WaitTimeout how long. Leave one of the two out.")
            : null;
}
