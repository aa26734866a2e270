using System.Globalization;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Planning;
using HubSpotSalesforce.State;

namespace HubSpotSalesforce.Runs;

/// <summary>What a run asks of the way back.</summary>
internal sealed record RecordPassOptions
{
    /// <summary>The kinds and families to take, by settings key; empty for all that are on.</summary>
    public string[] Only { get; init; } = [];

    /// <summary>How far back the next run reads again.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>How long a record of a family waits.</summary>
    public required Func<string, TimeSpan> KeepWaiting { get; init; }

    /// <summary>The most activities a run deletes in HubSpot.</summary>
    public required RunLimit Deletes { get; init; }

    /// <summary>From when the history is imported (R49), in UTC; null for what is new.</summary>
    public DateTimeOffset? HistorySince { get; init; }

    /// <summary>Until when it is, in UTC; null for no end.</summary>
    public DateTimeOffset? HistoryUntil { get; init; }

    /// <summary>Whether a family is to be taken.</summary>
    public bool Takes(ActivityFamily family) => Only.Length == 0 || Only.Contains(family.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>From when a family is read (R48, O9): from where the last run ended, or anew from its switch-on when it was off meanwhile.</summary>
    /// <param name="rule">The family.</param>
    /// <param name="cursor">Where the last run ended; null before the first.</param>
    /// <remarks>Another switch-on without that selects other new records, and does not pass over what happened to those that have a pair (O18).</remarks>
    public DateTimeOffset Since(FamilyRule rule, SourceCursor? cursor)
    {
        if (cursor is null)
        {
            return rule.EnabledAt;
        }

        bool wasOff = rule.FirstSeenAt is not { } seen || seen > cursor.Since + Overlap;
        return cursor.SelectionHash == Selection(rule) ? cursor.Since
            : wasOff || (rule.EnabledAt < cursor.Since && cursor.SelectionHash.Length > 0) ? rule.EnabledAt
            : cursor.Since;
    }

    /// <summary>What selects the records of a family (O9).</summary>
    public static string Selection(FamilyRule rule) => rule.EnabledAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
}
