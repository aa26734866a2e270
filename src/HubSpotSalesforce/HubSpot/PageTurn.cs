using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.HubSpot;

/// <summary>Turns the pages of one list. A page that comes a second time is asked for again; a list that stands still would be read for ever, so that is a fault.</summary>
internal sealed class PageTurn
{
    // A cache that hands out the page before does so once or twice.
    private const int MostRepeats = 10;

    // Ids are numbers without leading zeros: the longer one is higher.
    private static readonly Comparer<(int Length, string Id)> Numbers = Comparer<(int Length, string Id)>.Create(
        (one, other) => one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one.Id, other.Id));

    private int _repeats;

    /// <summary>Returns the value of <c>after</c> for the next page; null at the end.</summary>
    /// <param name="answer">The page.</param>
    /// <param name="last">The value by which this page was asked for; null for the first.</param>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>: the next page is this one, again and again.</exception>
    public string? After(JToken? answer, string? last) => Next(NextPage.After(answer), last);

    /// <summary>Returns the highest id of a page that was asked for by ids past another; the other one when the page is empty.</summary>
    /// <remarks>The highest, and not the last: what is sorted on the way need not arrive so.</remarks>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>: the page does not lead past it, again and again.</exception>
    public string? Past(string? last, IReadOnlyCollection<string> ids)
        => ids.Count == 0 ? last : Next(ids.MaxBy(id => (id.Length, id), Numbers), last);

    /// <summary>Returns the next place in a list, after checking that it is not for ever the last one.</summary>
    /// <exception cref="SyncException"><see cref="FaultKind.UnexpectedAnswer"/>: it is.</exception>
    public string? Next(string? next, string? last)
    {
        _repeats = next is not null && next == last ? _repeats + 1 : 0;
        return _repeats <= MostRepeats ? next : throw AnswerReading.Unexpected("a next page that is the page before: it would be read for ever");
    }
}
