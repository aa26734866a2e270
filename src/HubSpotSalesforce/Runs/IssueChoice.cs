using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>What a person decides of an issue or of a conflict.</summary>
/// <param name="Key">The activity's key.</param>
/// <param name="Field">The Salesforce field of one conflict; null for all there is of the key.</param>
/// <param name="Does"><c>Retry</c>: the next run sends the activity again. <c>Ignore</c>: the issue is forgotten, and of conflicts both values stay.
/// <c>HubSpot</c> or <c>Salesforce</c>: that side's value stays, where a conflict waits.</param>
public sealed record IssueChoice(string Key, string? Field, string Does)
{
    /// <summary>The choice that sends an activity again.</summary>
    public const string Retry = "Retry";

    /// <summary>The choice that forgets an issue.</summary>
    public const string Ignore = "Ignore";

    /// <summary>What becomes of it, in words.</summary>
    public string Action => Does switch
    {
        Retry => "send again with the next run",
        Ignore when Field is not null => $"forget the conflict of {Field}, and leave both values",
        Ignore => "forget the issue, and leave both sides as they are",
        _ => $"take the value of {Does}{(Field is null ? "" : $" for {Field}")} with the next run",
    };

    /// <summary>Carries it out.</summary>
    /// <param name="store">The store.</param>
    /// <param name="lease">Its lease.</param>
    /// <param name="waiting">The conflicts that wait for a person, by key.</param>
    /// <param name="now">When it is chosen.</param>
    /// <param name="cancel">Ends the wait for the store.</param>
    /// <returns>False when there is nothing of that kind.</returns>
    internal async Task<bool> CarryOutAsync(IStateStore store, Lease lease, ILookup<string, ConflictRecord> waiting, DateTimeOffset now, CancellationToken cancel)
    {
        if (Does is not (Retry or Ignore))
        {
            return await store.TakeAsync(lease, Key, Field, Enum.Parse<Side>(Does), cancel) > 0;
        }

        bool hasIssue = Field is null && await store.ResolveAsync(lease, Key, Does == Retry, now, cancel);
        bool hasWaiting = Does == Ignore && await AgreeAsync(store, lease, [.. waiting[Key].Where(conflict => Field is null || conflict.Field == Field)], cancel);
        bool hasConflict = Does == Ignore && await store.EndConflictsAsync(lease, Key, Field, cancel) > 0;
        return hasIssue || hasWaiting || hasConflict;
    }

    // What both sides say now is what they agree on: forgotten alone, the conflict would be found again.
    private async Task<bool> AgreeAsync(IStateStore store, Lease lease, ConflictRecord[] conflicts, CancellationToken cancel)
    {
        if (conflicts.Length == 0 || (await store.PairsAsync([Key], cancel)).GetValueOrDefault(Key) is not { } pair)
        {
            return false;
        }

        await store.AgreeAsync(lease, Agreement.Of(pair, conflicts.Select(conflict => (conflict.Field, conflict.Salesforce, conflict.HubSpot))), Field, cancel);
        return true;
    }
}
