using System.Runtime.CompilerServices;
using HubSpotSalesforce.Remote;
using Newtonsoft.Json.Linq;

namespace HubSpotSalesforce.Salesforce;

/// <summary>Walks over rows a query at a time, each query beginning past the last row of the one before; deleted and archived rows included.</summary>
/// <remarks>
/// An offset ends at 2,000 rows and a cursor of the server may expire ([SOQL], OFFSET, read 2026-11-21). A place in the order of stamp and id
/// does neither, and rows that share one stamp are neither lost nor met twice.
/// </remarks>
internal sealed class RowWalk
{
    private readonly SalesforceClient _client;
    private readonly int _rows;

    /// <summary>Creates a walk.</summary>
    /// <param name="client">The org.</param>
    /// <param name="rows">The rows of one query.</param>
    public RowWalk(SalesforceClient client, int rows)
    {
        _client = client;
        _rows = rows;
    }

    /// <summary>Returns the rows that changed since an instant, in the order of the change.</summary>
    /// <param name="query">Starts the query; it selects Id and SystemModstamp.</param>
    /// <param name="since">The first instant that counts.</param>
    /// <param name="cancel">Ends the walk.</param>
    public IAsyncEnumerable<JObject[]> ByStampAsync(Func<Soql> query, DateTimeOffset since, CancellationToken cancel) => WalkAsync(
        last => (last is null ? query().From("SystemModstamp", since) : query().After("SystemModstamp", RecordRow.Stamp(last), last.Need("Id"))).OrderBy("SystemModstamp", "Id"),
        cancel);

    /// <summary>Returns all rows of a query, in the order of their ids.</summary>
    public IAsyncEnumerable<JObject[]> ByIdAsync(Func<Soql> query, CancellationToken cancel) => WalkAsync(
        last => (last is null ? query() : query().AfterId(last.Need("Id"))).OrderBy("Id"),
        cancel);

    private async IAsyncEnumerable<JObject[]> WalkAsync(Func<JObject?, Soql> next, [EnumeratorCancellation] CancellationToken cancel)
    {
        JObject? last = null;
        bool isLast = false;
        while (!isLast)
        {
            List<JObject> rows = [];
            await foreach (JObject row in _client.QueryAsync(next(last).Limit(_rows), withDeleted: true, cancel))
            {
                rows.Add(row);
            }

            // A walk that stands still would go on for ever.
            isLast = rows.Count < _rows;
            string? before = last.Told("Id");
            last = rows.LastOrDefault() ?? last;
            if (!isLast && before is not null && last.Told("Id") == before)
            {
                throw AnswerReading.Unexpected("rows that do not lead past the last one: they would be read for ever");
            }

            yield return [.. rows];
        }
    }
}
