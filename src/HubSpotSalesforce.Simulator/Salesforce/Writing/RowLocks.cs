using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Salesforce.Writing;

/// <summary>The records that others hold, so that writes below them wait or fail for a while.</summary>
/// <remarks>
/// [TaskLocks], "Managing Task Locks for Data Loads": inserting a closed task, or an open one without a date, locks nothing;
/// inserting an open dated one, every update and every delete lock account, person and thing. Read 2026-11-21.
/// </remarks>
internal sealed class RowLocks
{
    private static readonly string[] Parents = ["AccountId", "WhatId", "WhoId"];

    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Transaction> _taken = new(StringComparer.Ordinal);

    /// <summary>The request that writes now; null for a person, who meets no locks.</summary>
    public Transaction? Current { get; set; }

    /// <summary>How often a request came upon a record that another one held.</summary>
    public int Contentions { get; private set; }

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

        if (row.Type.Name != "Task" || (before is null && (row["IsClosed"] is true || row["ActivityDate"] is null)))
        {
            return;
        }

        string[] parents = [.. Parents.SelectMany(field => new[] { row[field], before?[field] }).OfType<string>().Distinct()];
        if (parents.FirstOrDefault(_held.ContainsKey) is { } met)
        {
            Count(met);
            throw Met(met);
        }

        if (Current is { } transaction)
        {
            Take(transaction, parents);
        }
    }

    /// <summary>Lets go of all that a request holds.</summary>
    public void Release(Transaction transaction)
    {
        foreach (string parent in _taken.Where(one => one.Value == transaction).Select(one => one.Key).ToArray())
        {
            _taken.Remove(parent);
        }
    }

    private void Take(Transaction transaction, string[] parents)
    {
        if (parents.FirstOrDefault(parent => _taken.TryGetValue(parent, out Transaction? other) && other != transaction) is { } met)
        {
            transaction.Blocker = _taken[met];
            Contentions++;
            throw Met(met);
        }

        foreach (string parent in parents)
        {
            _taken[parent] = transaction;
        }
    }

    private void Count(string met)
    {
        if (--_held[met] <= 0)
        {
            _held.Remove(met);
        }
    }

    private static RowRefusal Met(string parent) => new("UNABLE_TO_LOCK_ROW", $"unable to obtain exclusive access to this record or 1 records: {parent}");
}
