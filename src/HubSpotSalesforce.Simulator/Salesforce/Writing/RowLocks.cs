using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>The records that others hold, so that writes below them fail for a while.</summary>
/// <remarks>
/// [TaskLocks], "Managing Task Locks for Data Loads": inserting a closed task, or an open one without a date, locks nothing;
/// inserting an open dated one, every update and every delete lock account, person and thing. Read 2026-11-21.
/// </remarks>
internal sealed class RowLocks
{
    private static readonly string[] Parents = ["AccountId", "WhatId", "WhoId"];

    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);

    /// <summary>How many records that are written next meet a lock, whatever they are: what a fault demands of one request.</summary>
    public int RowsHeld { get; set; }

    /// <summary>Holds a record until this many writes have met it.</summary>
    public void Hold(string id, int writes) => _held[id] = writes;

    /// <summary>Refuses a write that needs a record which is held.</summary>
    /// <param name="row">The record as it would be.</param>
    /// <param name="before">The record as it was; null for a new one.</param>
    /// <exception cref="RowRefusal">A parent is held, or the row is.</exception>
    public void Check(Row row, Row? before)
    {
        if (RowsHeld > 0)
        {
            RowsHeld--;
            throw new RowRefusal("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records");
        }

        if (_held.Count == 0 || row.Type.Name != "Task" || (before is null && (row["IsClosed"] is true || row["ActivityDate"] is null)))
        {
            return;
        }

        string? met = Parents.SelectMany(field => new[] { row[field], before?[field] }).OfType<string>().FirstOrDefault(_held.ContainsKey);
        if (met is null)
        {
            return;
        }

        if (--_held[met] <= 0)
        {
            _held.Remove(met);
        }

        throw new RowRefusal("UNABLE_TO_LOCK_ROW", $"unable to obtain exclusive access to this record or 1 records: {met}");
    }
}
