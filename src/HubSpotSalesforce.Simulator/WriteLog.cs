using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator;

/// <summary>Every write both sides took, in order: the oracle of the tests (<c>GET /_sim/log</c>).</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class WriteLog
{
    private readonly Lock _gate = new();
    private readonly List<WriteLogEntry> _entries = [];

    /// <summary>Raised after each entry was added, on the thread of the call that wrote, which has not been answered yet.</summary>
    public event Action? Added;

    /// <summary>Adds what was done to one record, after it was done.</summary>
    /// <param name="system"><c>hubspot</c> or <c>salesforce</c>.</param>
    /// <param name="action"><c>create</c>, <c>update</c>, <c>delete</c> or <c>undelete</c>.</param>
    /// <param name="type">The object's API name, such as <c>Task</c> or <c>calls</c>.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="fields">The fields as the client sent them.</param>
    /// <param name="at">When.</param>
    public void Add(string system, string action, string type, string id, JsonObject? fields, DateTimeOffset at)
    {
        lock (_gate)
        {
            _entries.Add(new WriteLogEntry(_entries.Count + 1, at, system, action, type, id, fields?.DeepClone().AsObject()));
        }

        Added?.Invoke();
    }

    /// <summary>All entries so far, oldest first.</summary>
    public WriteLogEntry[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }
}
